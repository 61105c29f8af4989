"""Prints comparisons.json: golden values for Penstock.Statistics.Comparisons.

Run: python3 derive-comparisons.py > comparisons.json
Made with scipy 1.10.1, statsmodels 0.13.5, numpy 1.24.2 and R 4.2.2 (fisher.test, wilcox.test, cor.test, p.adjust).
Nothing here uses a formula of the library where an independent one exists: conditional and constrained likelihoods are maximised
numerically, arrangements are enumerated, regressions are fitted.
"""
import itertools
import json
import subprocess

import numpy as np
import statsmodels.api as sm
from scipy import optimize, special, stats
from scipy.stats.contingency import odds_ratio
from statsmodels.stats import multitest, proportion, weightstats
from statsmodels.stats.contingency_tables import mcnemar

random = np.random.default_rng(20260101)
Z = stats.norm.ppf(0.975)


def r(code):
    text = subprocess.run(["Rscript", "-e", f"cat(sprintf('%.17g', {code}))"], capture_output=True, text=True, check=True).stdout
    return [float(part.replace("Inf", "inf")) for part in text.split()]


def vector(values):
    return "c(" + ",".join(repr(float(value)) for value in values) + ")"


# scipy 1.10 has quantiles of t to 2e-9 only; R's have all their digits.
def student(share, df):
    return r(f"qt({share!r},{float(df)!r})")[0]


def finite(values):
    return [value if np.isfinite(value) else None for value in map(float, values)]


def paired():
    cases = []
    for n in (5, 12, 40):
        baseline = random.lognormal(0, 1, n).round(4)
        candidate = (baseline * 1.1 + random.normal(0, 0.5, n)).round(4)
        cases.append({"baseline": baseline.tolist(), "candidate": candidate.tolist(), **t_case(candidate - baseline),
                      "p_less": stats.ttest_rel(candidate, baseline, alternative="less").pvalue,
                      "p_greater": stats.ttest_rel(candidate, baseline, alternative="greater").pvalue,
                      "unpaired": float(np.sqrt(baseline.var(ddof=1) / n + candidate.var(ddof=1) / n)),
                      "correlation": float(np.corrcoef(baseline, candidate)[0, 1]),
                      "tost_p": weightstats.ttost_paired(candidate, baseline, -0.5, 0.5)[0]})
    return cases


def t_case(d):
    result = stats.ttest_1samp(d, 0)
    half = student(0.95, len(d) - 1) * d.std(ddof=1) / np.sqrt(len(d))
    assert np.allclose(result.confidence_interval(0.9), [d.mean() - half, d.mean() + half])
    return {"t": result.statistic, "p": result.pvalue, "value": float(d.mean()), "lower90": d.mean() - half, "upper90": d.mean() + half}


def welch():
    cases = []
    for n, m, scale in ((4, 9, 1), (30, 11, 3), (200, 50, 0.2)):
        baseline = random.normal(1, 1, n).round(4)
        candidate = random.normal(1.2, scale, m).round(4)
        compare = weightstats.CompareMeans(weightstats.DescrStatsW(candidate), weightstats.DescrStatsW(baseline))
        t, p, df = compare.ttest_ind(usevar="unequal")
        value = candidate.mean() - baseline.mean()
        half = student(0.975, df) * abs(value / t)
        lower, upper = value - half, value + half
        assert np.allclose(compare.tconfint_diff(0.05, usevar="unequal"), [lower, upper])
        cases.append({"baseline": baseline.tolist(), "candidate": candidate.tolist(), "t": t, "p": p, "df": df, "lower": lower, "upper": upper,
                      "p_less": stats.ttest_ind(candidate, baseline, equal_var=False, alternative="less").pvalue,
                      "tost_p": weightstats.ttost_ind(candidate, baseline, -1, 1, usevar="unequal")[0]})
    return cases


# The likelihood of the table at a fixed difference, maximised over the rest without any formula for it.
def tango_score(table, difference):
    both, lost, gained, neither = table
    n = sum(table)

    def minus(lost_rate):
        gained_rate = lost_rate + difference
        rest = 1 - lost_rate - gained_rate
        if rest < -1e-15 or gained_rate < -1e-15:
            return 1e300
        terms = ((lost, lost_rate), (gained, gained_rate), (both + neither, rest))
        return -sum(count * np.log(max(rate, 1e-300)) for count, rate in terms if count > 0)

    low, high = max(0, -difference), (1 - difference) / 2
    grid = np.linspace(low, high, 2001)
    best = min(range(len(grid)), key=lambda i: minus(grid[i]))
    found = optimize.minimize_scalar(minus, bounds=(grid[max(best - 1, 0)], grid[min(best + 1, 2000)]), method="bounded", options={"xatol": 1e-14})
    rate = found.x if found.fun <= minus(grid[best]) else grid[best]
    variance = n * (2 * rate + difference * (1 - difference))
    return (gained - lost - n * difference) / np.sqrt(variance) if variance > 0 else 0.0


def tango(table):
    value = (table[2] - table[1]) / sum(table)
    solve = lambda target, low, high: optimize.brentq(lambda d: tango_score(table, d) - target, low, high, xtol=1e-13)
    lower = solve(Z, -1 + 1e-9, value - 1e-12) if value > -1 else -1.0
    upper = solve(-Z, value + 1e-12, 1 - 1e-9) if value < 1 else 1.0
    return [lower, upper]


def newcombe_paired(table):
    both, lost, gained, neither = table
    n = sum(table)
    p1, p2 = (both + gained) / n, (both + lost) / n
    l1, u1 = proportion.proportion_confint(both + gained, n, method="wilson")
    l2, u2 = proportion.proportion_confint(both + lost, n, method="wilson")
    margins = (both + gained) * (lost + neither) * (both + lost) * (gained + neither)
    top = both * neither - gained * lost
    top = max(top - n / 2, 0) if top > 0 else top
    phi = top / np.sqrt(margins) if margins else 0
    low = np.sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
    high = np.sqrt((p2 - l2) ** 2 - 2 * phi * (p2 - l2) * (u1 - p1) + (u1 - p1) ** 2)
    return [p1 - p2 - low, p1 - p2 + high]


def mcnemar_cases():
    cases = []
    for table in ([1, 7, 1, 12], [20, 3, 9, 18], [98, 1, 0, 1], [0, 2, 5, 0], [50, 0, 0, 3], [5, 4, 4, 5], [400, 12, 31, 57], [0, 0, 4, 0], [3, 9, 2, 88]):
        square = [[table[0], table[1]], [table[2], table[3]]]
        lost, gained = table[1], table[2]
        m = lost + gained
        exact = mcnemar(square, exact=True)
        mid = min(1, 2 * (stats.binom.cdf(min(lost, gained), m, 0.5) - stats.binom.pmf(min(lost, gained), m, 0.5) / 2)) if m else 1.0
        plain = mcnemar(square, exact=False, correction=False) if m else None
        corrected = mcnemar(square, exact=False, correction=True) if lost != gained else None
        cases.append({"table": table, "exact": float(min(1, exact.pvalue)) if m else 1.0, "mid": float(mid),
                      "greater": float(stats.binom.sf(gained - 1, m, 0.5)) if m else 1.0,
                      "chi2": float(plain.pvalue) if m else 1.0, "corrected": float(corrected.pvalue) if corrected else 1.0,
                      "tango": tango(table), "newcombe": newcombe_paired(table)})
    return cases


def clusters():
    cases = []
    for sizes in ([3] * 8, [1, 2, 5, 9, 3, 1, 1, 12, 4, 2]):
        keys = np.repeat(np.arange(len(sizes)), sizes)
        c = len(sizes)
        baseline = (random.normal(0, 1, c)[keys] + random.normal(0, 1, len(keys))).round(4)
        candidate = (baseline + 0.3 * random.normal(0, 1, c)[keys] + 0.2 + random.normal(0, 0.5, len(keys))).round(4)
        arms = (keys + (random.random(len(keys)) < 0.5)) % 2
        whole = keys % 2
        cases.append({"keys": keys.tolist(), "baseline": baseline.tolist(), "candidate": candidate.tolist(),
                      "mean": robust(baseline, np.ones((len(keys), 1)), keys, 0), "paired": robust(candidate - baseline, np.ones((len(keys), 1)), keys, 0),
                      "arms": arms.tolist(), "crossed": robust(baseline, sm.add_constant(arms.astype(float)), keys, 1),
                      "whole": whole.tolist(), "disjoint": robust(baseline, sm.add_constant(whole.astype(float)), keys, 1)})
    return cases


def robust(y, x, keys, which):
    fit = sm.OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": keys, "use_correction": False})
    return {"value": float(fit.params[which]), "cr0": float(fit.bse[which])}


def chi2():
    cases = []
    for table in ([[10, 20], [30, 5]], [[12, 7, 31], [9, 22, 40]], [[5, 6, 7], [8, 9, 10], [1, 2, 3], [40, 2, 1]], [[25, 25], [25, 25]], [[3000, 3100], [2900, 3300]]):
        table = np.array(table)
        statistic, p, df, _ = stats.chi2_contingency(table, correction=False)
        cases.append({"counts": table.ravel().tolist(), "columns": table.shape[1], "statistic": statistic, "p": p, "df": df,
                      **effect(statistic, df, table.sum() * (min(table.shape) - 1), 1)})
    return cases


def fit():
    cases = []
    for observed, shares in (([18, 22, 20], [1, 1, 1]), ([500, 600], [0.5, 0.5]), ([90, 5, 3, 12], [0.7, 0.1, 0.1, 0.1])):
        shares = np.array(shares) / np.sum(shares)
        statistic, p = stats.chisquare(observed, np.sum(observed) * shares)
        cases.append({"observed": observed, "shares": shares.tolist(), "statistic": statistic, "p": p,
                      **effect(statistic, len(observed) - 1, np.sum(observed), np.inf)})
    return cases


def effect(statistic, df, scale, most):
    below = lambda nc: stats.ncx2.cdf(statistic, df, nc) if nc > 0 else stats.chi2.cdf(statistic, df)
    solve = lambda share: 0 if statistic == 0 or below(0) <= share else optimize.brentq(lambda nc: below(nc) - share, 0, 50 * statistic + 500, xtol=1e-12, rtol=1e-14)
    return {"value": float(np.sqrt(statistic / scale)), "lower": float(np.sqrt(solve(0.975) / scale)),
            "upper": float(min(most, np.sqrt(solve(0.025) / scale)))}


def fisher():
    cases = []
    for pair in ([1, 10, 9, 11], [3, 20, 0, 18], [0, 12, 5, 9], [40, 400, 61, 390], [5, 1000, 14, 1000], [2, 3, 3, 3], [0, 7, 0, 9], [6, 6, 4, 4], [120, 5000, 95, 4800]):
        a, n, c, m = pair
        test = "fisher.test(matrix(c(%d,%d,%d,%d),2,byrow=TRUE)" % (c, m - c, a, n - a)
        p, odds, lower, upper, less, greater = read_r(test)
        if 0 < a + c < n + m:
            # R stops its root search at 1e-4 of the odds ratio or its inverse; scipy's is exact to 1e-12.
            found = odds_ratio([[c, m - c], [a, n - a]], kind="conditional")
            interval = found.confidence_interval(0.95)
            assert np.allclose(np.arctan([odds, lower, upper]), np.arctan([found.statistic, interval.low, interval.high]), atol=5e-4)
            odds, lower, upper = found.statistic, interval.low, interval.high
        cases.append({"pair": pair, "p": p, "odds": finite([odds])[0], "lower": lower, "upper": finite([upper])[0], "less": less, "greater": greater})
    return cases


def read_r(test):
    code = f"f<-{test});g<-c(f$p.value,f$estimate,f$conf.int,{test},alternative='less')$p.value,{test},alternative='greater')$p.value);cat(sprintf('%.17g',g))"
    text = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=True).stdout
    return [float(part) for part in text.split()]


def newcombe():
    cases = []
    for a, n, c, m in ((48, 80, 56, 70), (0, 10, 10, 10), (0, 50, 0, 60), (3, 30, 9, 40), (990, 1000, 999, 1000), (5, 56, 0, 29)):
        lower, upper = proportion.confint_proportions_2indep(c, m, a, n, method="newcomb", compare="diff")
        z, p = proportion.proportions_ztest([c, a], [m, n]) if 0 < a + c < n + m else (0.0, 1.0)
        cases.append({"pair": [a, n, c, m], "lower": lower, "upper": upper, "z": float(z), "p": float(p)})
    return cases


def mann_whitney():
    cases = []
    for n, m, ties in ((5, 7, False), (3, 3, False), (30, 45, False), (60, 20, False), (9, 14, True), (80, 70, True)):
        baseline = random.normal(0, 1, n).round(4)
        candidate = random.normal(0.4, 2, m).round(4)
        if ties:
            baseline, candidate = np.round(baseline), np.round(candidate)
        exact = not ties and n < 50 and m < 50
        tests = {name: stats.mannwhitneyu(candidate, baseline, alternative=name, method="exact" if exact else "asymptotic") for name in ("two-sided", "less", "greater")}
        again = r(f"wilcox.test({vector(candidate)},{vector(baseline)})$p.value")[0]
        assert abs(again - tests["two-sided"].pvalue) < 1e-9, (again, tests["two-sided"].pvalue)
        munzel = stats.brunnermunzel(candidate, baseline)
        value = tests["two-sided"].statistic / (n * m)
        error = abs((value - 0.5) / munzel.statistic)
        # The degrees of freedom are those at which Student's t gives scipy's p-value.
        df = optimize.brentq(lambda v: 2 * stats.t.sf(abs(munzel.statistic), v) - munzel.pvalue, 0.5, 1e4, xtol=1e-10)
        half = student(0.975, df) * error / (value * (1 - value))
        lower, upper = special.expit(special.logit(value) + np.array([-half, half]))
        cases.append({"baseline": baseline.tolist(), "candidate": candidate.tolist(), "exact": exact, "u": tests["two-sided"].statistic,
                      "p": tests["two-sided"].pvalue, "less": tests["less"].pvalue, "greater": tests["greater"].pvalue,
                      "value": value, "error": error, "lower": lower, "upper": upper})
    return cases


def permutation():
    cases = []
    for n, m in ((4, 5), (3, 7), (6, 4)):
        baseline = random.lognormal(0, 1, n).round(2)
        candidate = random.lognormal(0.7, 1, m).round(2)
        pool = np.concatenate([baseline, candidate])
        observed = candidate.mean() - baseline.mean()
        means, medians = [], []
        for chosen in itertools.combinations(range(n + m), n):
            first = pool[list(chosen)]
            second = np.delete(pool, list(chosen))
            means.append(second.mean() - first.mean())
            medians.append(np.median(second) - np.median(first))
        means, medians = np.array(means), np.array(medians)
        centre = np.median(candidate) - np.median(baseline)
        cases.append({"baseline": baseline.tolist(), "candidate": candidate.tolist(), "p": share(abs(means) >= abs(observed) - 1e-9),
                      "greater": share(means >= observed - 1e-9), "less": share(means <= observed + 1e-9),
                      "median": min(1, 2 * min(share(medians >= centre - 1e-9), share(medians <= centre + 1e-9)))})
    return cases


def sign_flip():
    cases = []
    for n in (4, 8, 11):
        baseline = random.lognormal(0, 1, n).round(2)
        candidate = (baseline + random.normal(0.3, 0.6, n)).round(2)
        d = candidate - baseline
        sums = np.array([np.dot(signs, d) for signs in itertools.product((1, -1), repeat=n)])
        cases.append({"baseline": baseline.tolist(), "candidate": candidate.tolist(), "p": share(abs(sums) >= abs(d.sum()) - 1e-9),
                      "greater": share(sums >= d.sum() - 1e-9)})
    return cases


def share(flags):
    return float(np.mean(flags))


def cuped():
    cases = []
    for n, m in ((6, 6), (40, 40), (25, 60)):
        before, before_candidate = random.normal(10, 2, n).round(3), random.normal(10.5, 2, m).round(3)
        baseline = (1.5 * before + random.normal(0, 1.5, n)).round(3)
        candidate = (1.5 * before_candidate + 0.4 + random.normal(0, 1.5, m)).round(3)
        y = np.concatenate([baseline, candidate])
        x = np.concatenate([before, before_candidate])
        arm = np.repeat([0.0, 1.0], [n, m])
        ancova = sm.OLS(y, np.column_stack([np.ones(n + m), arm, x])).fit()
        one = sm.OLS(baseline, sm.add_constant(before - 10)).fit()
        half = student(0.975, n - 2) * one.bse[0]
        lower, upper = one.params[0] - half, one.params[0] + half
        assert np.allclose(one.conf_int()[0], [lower, upper])
        cases.append({"baseline": baseline.tolist(), "before": before.tolist(), "candidate": candidate.tolist(), "before_candidate": before_candidate.tolist(),
                      "theta": ancova.params[2], "difference": ancova.params[1],
                      # With arms of one size the pooled and the separate variances give one standard error.
                      "error": ancova.bse[1] if n == m else None,
                      "mean": one.params[0], "mean_error": one.bse[0], "mean_lower": lower, "mean_upper": upper})
    return cases


def multiple():
    cases = []
    for p in ([0.01, 0.04, 0.03, 0.005], [0.2], [0.05, 0.05, 0.05], [1, 0.9, 0, 0.5, 1e-9, 0.011, 0.03, 0.021], random.beta(0.5, 2, 25).tolist()):
        holm = r(f"p.adjust({vector(p)},'holm')")
        hochberg = r(f"p.adjust({vector(p)},'BH')")
        assert np.allclose(holm, multitest.multipletests(p, method="holm")[1]) and np.allclose(hochberg, multitest.multipletests(p, method="fdr_bh")[1])
        cases.append({"p": list(map(float, p)), "holm": holm, "bh": hochberg})
    return cases


def correlation():
    cases = []
    for n, ties in ((6, False), (12, True), (50, False), (90, True)):
        first = random.normal(0, 1, n).round(4)
        second = (0.6 * first + random.normal(0, 1, n)).round(4)
        if ties:
            first, second = np.round(2 * first), np.round(2 * second)
        rp, rs = stats.pearsonr(first, second), stats.spearmanr(first, second)
        rk = stats.kendalltau(first, second, method="asymptotic")
        pearson = r(f"cor.test({vector(first)},{vector(second)})$conf.int")
        cases.append({"first": first.tolist(), "second": second.tolist(), "pearson": [rp.statistic, rp.pvalue, *pearson],
                      "spearman": [rs.statistic, rs.pvalue, *around(rs.statistic, (1 + rs.statistic ** 2 / 2) / (n - 3))],
                      "kendall": [rk.statistic, rk.pvalue, *around(rk.statistic, 0.437 / (n - 4))]})
    return cases


def around(value, variance):
    return np.tanh(np.arctanh(value) + np.array([-1, 1]) * Z * np.sqrt(variance)).tolist()


def winsor():
    cases = []
    for n, low, high in ((10, 0.1, 0.9), (37, 0.0, 0.95), (100, 0.01, 0.99)):
        values = random.lognormal(0, 2, n).round(4)
        lower, upper = np.quantile(values, [low, high])
        clipped = np.clip(values, lower if low > 0 else -np.inf, upper)
        cases.append({"values": values.tolist(), "low": low, "high": high, "lower": float(lower) if low > 0 else None, "upper": float(upper),
                      "raised": int((values < lower).sum()), "lowered": int((values > upper).sum()), "shift": float(clipped.mean() - values.mean())})
    return cases


def ratio():
    cases = []
    for n, m in ((8, 12), (50, 30)):
        arms = []
        for size in (n, m):
            x = random.integers(1, 20, size).astype(float)
            arms.append(((x * random.beta(2, 8, size)).round(3), x))
        (y0, x0), (y1, x1) = arms
        # A weighted regression of the units' ratios on a constant, with the heteroscedasticity-robust variance HC1, is the same estimator.
        fits = [sm.WLS(y / x, np.ones(len(x)), weights=x).fit(cov_type="HC1", use_t=True) for y, x in arms]
        value, error = fits[1].params[0] - fits[0].params[0], np.hypot(fits[0].bse[0], fits[1].bse[0])
        df = error ** 4 / (fits[0].bse[0] ** 4 / (n - 1) + fits[1].bse[0] ** 4 / (m - 1))
        half = student(0.975, df) * error
        cases.append({"y0": y0.tolist(), "x0": x0.tolist(), "y1": y1.tolist(), "x1": x1.tolist(), "ratio": fits[0].params[0],
                      "interval": [fits[0].params[0] + sign * student(0.975, n - 1) * fits[0].bse[0] for sign in (-1, 1)], "difference": value, "lower": value - half, "upper": value + half,
                      "p": 2 * stats.t.sf(abs(value / error), df)})
    return cases


print(json.dumps({
    "paired": paired(), "welch": welch(), "mcnemar": mcnemar_cases(), "clusters": clusters(), "chi2": chi2(), "fit": fit(),
    "fisher": fisher(), "newcombe": newcombe(), "mann_whitney": mann_whitney(), "permutation": permutation(), "sign_flip": sign_flip(),
    "cuped": cuped(), "multiple": multiple(), "correlation": correlation(), "winsor": winsor(), "ratio": ratio(),
}, indent=1))

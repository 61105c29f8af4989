"""Prints drift.json. numpy 1.24.2, scipy 1.10.1, scikit-learn 1.2.1, and R (stats::psmirnov) for the ties of Kolmogorov-Smirnov."""
import json
import math
import subprocess

import numpy as np
from scipy import optimize, special, stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

rng = np.random.default_rng(20240229)
out = {}


def samples(n, m, draw):
    return np.round(draw(size=n), 6).tolist(), np.round(draw(size=m) + 0.4, 6).tolist()


out["ks"] = []
for n, m in ((1, 1), (5, 7), (12, 12), (40, 25), (300, 170)):
    a, b = samples(n, m, rng.normal)
    r = stats.ks_2samp(a, b, method="exact")
    out["ks"].append({"reference": a, "current": b, "d": r.statistic, "p": r.pvalue})

out["ks_ties"] = []
for n, m, k in ((6, 9, 3), (25, 30, 5), (60, 40, 2)):
    a, b = rng.integers(0, k, n), rng.integers(0, k, m) + (rng.random(m) < 0.3)
    code = f"x<-c({','.join(map(str, a))});y<-c({','.join(map(str, b))});r<-ks.test(x,y,exact=TRUE);cat(sprintf('%.17g',r$p.value))"
    p = float(subprocess.run(["Rscript", "-e", code], capture_output=True, text=True).stdout)
    out["ks_ties"].append({"reference": a.tolist(), "current": b.tolist(), "p": p})

out["kolmogorov"] = [{"value": v, "upper": special.kolmogorov(v)} for v in (0.1, 0.4, 0.7, 0.99, 1.0, 1.36, 2.0, 6.0)]

out["categories"] = []
for a, b in (([50, 30, 20], [30, 40, 30]), ([400, 0, 100, 3], [300, 20, 150, 0]), ([9, 1], [5, 5]), ([1000, 2000, 3000], [1010, 1990, 3005])):
    x, y = np.array(a), np.array(b)
    chi, p, dof, _ = stats.chi2_contingency(np.vstack([x, y]), correction=False)
    n = (x + y).sum()

    def bound(tail):
        if stats.chi2.sf(chi, dof) >= tail:
            return 0.0
        return optimize.brentq(lambda c: stats.ncx2.sf(chi, dof, c) - tail, 1e-9, 50 * chi + 100, xtol=1e-12)

    s, t = x / x.sum(), y / y.sum()
    mid = (s + t) / 2
    js = 0.5 * (special.rel_entr(s, mid).sum() + special.rel_entr(t, mid).sum())
    fs, ft = np.maximum(s, 1e-4), np.maximum(t, 1e-4)
    psi = ((ft - fs) * np.log(ft / fs)).sum()
    u = 1 / x.sum() + 1 / y.sum()
    out["categories"].append({
        "reference": a, "current": b, "chi2": chi, "p": p, "v": math.sqrt(chi / n),
        "lower": math.sqrt(bound(0.025) / n), "upper": math.sqrt(bound(0.975) / n),
        "psi": psi, "psi_p": stats.chi2.sf(psi / u, dof), "js": math.sqrt(js / math.log(2)), "js_p": stats.chi2.sf(8 * js / u, dof)})

out["psi_threshold"] = [{"bins": k, "n": n, "m": m, "threshold": stats.chi2.ppf(0.95, k - 1) * (1 / n + 1 / m)} for k, n, m in ((10, 1000, 1000), (20, 5000, 200), (2, 50, 80))]

out["wasserstein"] = []
for n, m in ((1, 1), (5, 8), (60, 33)):
    a, b = samples(n, m, rng.normal)
    out["wasserstein"].append({"reference": a, "current": b, "distance": stats.wasserstein_distance(a, b)})

d = 3
x, y = np.round(rng.normal(size=(15, d)), 3), np.round(rng.normal(size=(11, d)) + 0.5, 3)


def kernel(p, q, sigma):
    return np.exp(-((p[:, None, :] - q[None, :, :]) ** 2).sum(-1) / (2 * sigma**2))


sigma = 1.7
xx, yy, xy = kernel(x, x, sigma), kernel(y, y, sigma), kernel(x, y, sigma)
n, m = len(x), len(y)
pooled = np.vstack([x, y])
distances = np.sqrt(((pooled[:, None] - pooled[None]) ** 2).sum(-1))[np.triu_indices(n + m, 1)]
gap = x.mean(0) - y.mean(0)
sx, sy = ((x - x.mean(0)) ** 2).sum(), ((y - y.mean(0)) ** 2).sum()
out["vectors"] = {
    "dimensions": d, "reference": x.ravel().tolist(), "current": y.ravel().tolist(), "bandwidth": sigma, "median_distance": float(np.median(distances)),
    "biased": xx.mean() + yy.mean() - 2 * xy.mean(),
    "unbiased": (xx.sum() - n) / (n * (n - 1)) + (yy.sum() - m) / (m * (m - 1)) - 2 * xy.mean(),
    "distance": float(np.sqrt((gap**2).sum())),
    "cosine": float(1 - x.mean(0) @ y.mean(0) / np.linalg.norm(x.mean(0)) / np.linalg.norm(y.mean(0))),
    "standardised": float(np.sqrt(((gap**2).sum() - sx / (n - 1) / n - sy / (m - 1) / m) / ((sx + sy) / (n + m - 2)))),
}
centered = pooled - pooled.mean(0)
labels = np.r_[np.zeros(n), np.ones(m)]
fit = LogisticRegression(C=1 / 3.0, tol=1e-12, max_iter=10000).fit(centered, labels)
out["vectors"]["logistic_penalty_3"] = fit.coef_[0].tolist() + [float(fit.intercept_[0])]

out["auc"] = []
for n, m, digits in ((8, 12, 1), (30, 20, 3)):
    pos, neg = np.round(rng.normal(size=n) + 1, digits), np.round(rng.normal(size=m), digits)
    placement = (pos[:, None] > neg[None]) + 0.5 * (pos[:, None] == neg[None])
    auc = placement.mean()
    high, low = placement.mean(1).var(ddof=1) / n, placement.mean(0).var(ddof=1) / m
    se = math.sqrt(high + low)
    dof = se**4 / (high**2 / (n - 1) + low**2 / (m - 1))
    margin = stats.t.ppf(0.975, dof) * se / (auc * (1 - auc))
    assert abs(auc - roc_auc_score(np.r_[np.ones(n), np.zeros(m)], np.r_[pos, neg])) < 1e-12
    ranked = stats.mannwhitneyu(pos, neg, alternative="two-sided", method="asymptotic", use_continuity=False)
    out["auc"].append({
        "positives": pos.tolist(), "negatives": neg.tolist(), "auc": auc, "se": se,
        "lower": special.expit(special.logit(auc) - margin), "upper": special.expit(special.logit(auc) + margin),
        "null_z": float(abs(stats.norm.isf(ranked.pvalue / 2)))})

out["burn"] = []
for k, n, objective in ((0, 50, 0.999), (1, 50, 0.999), (3, 50, 0.999), (40, 5000, 0.995), (7, 7, 0.9)):
    lo = 0.0 if k == 0 else stats.beta.ppf(0.025, k, n - k + 1)
    hi = 1.0 if k == n else stats.beta.ppf(0.975, k + 1, n - k)
    one = 0.0 if k == 0 else stats.beta.ppf(0.05, k, n - k + 1)
    out["burn"].append({"failures": k, "total": n, "objective": objective, "rate": k / n / (1 - objective),
                        "lower": lo / (1 - objective), "upper": hi / (1 - objective), "one_sided": one / (1 - objective)})

print(json.dumps(out, indent=1))

"""Prints how often methods for counts are wrong, added up over every possible outcome: the enumerated rates of ComparisonCountHonesty.

Run: python3 derive-comparison-rates.py
Made with scipy 1.10.1 and numpy 1.24.2. p-values and intervals are written out here from their definitions.
"""
import numpy as np
from scipy import stats

Z = stats.norm.ppf(0.975)


def wilson(k, n):
    centre = (k / n + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * np.sqrt(k / n * (1 - k / n) / n + Z**2 / (4 * n * n)) / (1 + Z**2 / n)
    return np.where(k == 0, 0, centre - half), np.where(k == n, 1, centre + half)


def mcnemar(n, discordance):
    """Rates of rejection at 5 % of exact, mid-p, plain and corrected chi-squared when nobody is better."""
    rates = np.zeros(4)
    for m in range(n + 1):
        weight = stats.binom.pmf(m, n, discordance)
        if weight < 1e-16 or m == 0:
            continue
        b = np.arange(m + 1)
        chance = stats.binom.pmf(b, m, 0.5)
        low = np.minimum(b, m - b)
        exact = np.minimum(1, 2 * stats.binom.cdf(low, m, 0.5))
        mid = np.minimum(1, 2 * stats.binom.cdf(low, m, 0.5) - stats.binom.pmf(low, m, 0.5))
        distance = np.abs(m - 2 * b)
        plain = stats.chi2.sf(distance**2 / m, 1)
        corrected = stats.chi2.sf(np.maximum(distance - 1, 0) ** 2 / m, 1)
        rates += weight * np.array([chance[p <= 0.05 + 1e-12].sum() for p in (exact, mid, plain, corrected)])
    return dict(zip(("exact", "mid", "chi2", "corrected"), rates))


def paired(n, both, lost, gained):
    """Rates at which the Tango and Newcombe intervals of 95 % miss the true difference."""
    truth = gained - lost
    tango = newcombe = 0.0
    for g in range(n + 1):
        for l in range(n + 1 - g):
            rest = n - g - l
            weight = np.exp(stats.multinomial.logpmf([g, l, rest], n, [gained, lost, 1 - gained - lost]))
            if weight < 1e-13:
                continue
            a, b, c = 2 * n, -g - l + (2 * n - g + l) * truth, -l * truth * (1 - truth)
            q = (np.sqrt(max(0, b * b - 4 * a * c)) - b) / (2 * a)
            variance = n * (2 * q + truth * (1 - truth))
            score = (g - l - n * truth) / np.sqrt(variance) if variance > 0 else 0
            tango += weight * (abs(score) > Z)
            e = np.arange(rest + 1)
            share = stats.binom.pmf(e, rest, both / (1 - gained - lost))
            k1, k2, h = e + g, e + l, rest - e
            p1, p2 = k1 / n, k2 / n
            (l1, u1), (l2, u2) = wilson(k1, n), wilson(k2, n)
            top = e * h - g * l
            top = np.where(top > 0, np.maximum(top - n / 2, 0), top)
            margins = np.sqrt(1.0 * k1 * (l + h) * k2 * (g + h))
            phi = np.where(margins > 0, top / np.where(margins > 0, margins, 1), 0)
            down = np.sqrt(np.maximum(0, (p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2))
            up = np.sqrt(np.maximum(0, (p2 - l2) ** 2 - 2 * phi * (p2 - l2) * (u1 - p1) + (u1 - p1) ** 2))
            value = p1 - p2
            newcombe += weight * share[(truth < value - down) | (truth > value + up)].sum()
    return {"tango": float(tango), "newcombe": float(newcombe)}


def independent(n, p, m, q, margin=None):
    """Of baseline p and candidate q: misses of Newcombe's interval, rejections of the pooled z test and of Fisher's, passes at a margin."""
    a, c = np.meshgrid(np.arange(n + 1), np.arange(m + 1), indexing="ij")
    weight = stats.binom.pmf(a, n, p) * stats.binom.pmf(c, m, q)
    (l1, u1), (l2, u2) = wilson(a, n), wilson(c, m)
    value = c / m - a / n
    lower = value - np.hypot(c / m - l2, u1 - a / n)
    upper = value + np.hypot(u2 - c / m, a / n - l1)
    result = {"newcombe": float(weight[(q - p < lower) | (q - p > upper)].sum())}
    if margin is not None:
        result["pass"] = float(weight[lower > -margin].sum())
    if p == q:
        pooled = (a + c) / (n + m)
        error = np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
        z = np.where(error > 0, value / np.where(error > 0, error, 1), 0)
        result["z"] = float(weight[2 * stats.norm.sf(np.abs(z)) <= 0.05].sum())
    return result


def mann_whitney(n, m):
    from scipy.stats._mannwhitneyu import _mwu_state
    u = np.arange(n * m + 1)
    chance = _mwu_state.pmf(u, n, m)
    p = np.minimum(1, 2 * np.minimum(np.cumsum(chance), np.cumsum(chance[::-1])[::-1]))
    return float(chance[p <= 0.05].sum())


def split(n, share, alpha):
    k = np.arange(n + 1)
    p = stats.chi2.sf((k - n * share) ** 2 / (n * share) + (k - n * share) ** 2 / (n * (1 - share)), 1)
    return float(stats.binom.pmf(k, n, share)[p <= alpha].sum())


for discordance in (0.01, 0.05, 0.2):
    print("McNemar, 200 items, discordance", discordance, mcnemar(200, discordance))
print("paired, 50 items, 60/10/10", paired(50, 0.6, 0.1, 0.1))
print("paired, 20 items, 50/5/25", paired(20, 0.5, 0.05, 0.25))
print("paired, 200 items, 98/0.25/1.25", paired(200, 0.98, 0.0025, 0.0125))
print("independent, 15 and 15, 30 % and 30 %", independent(15, 0.3, 15, 0.3))
print("independent, 200 and 200, 1 % and 2 %", independent(200, 0.01, 200, 0.02))
print("independent, 1,000 and 1,000, 0.1 % and 0.1 %", independent(1000, 0.001, 1000, 0.001))
print("independent, 500 and 500, 1 % and 1 %", independent(500, 0.01, 500, 0.01))
print("independent, 200 and 200, 30 % and 30 %", independent(200, 0.3, 200, 0.3))
print("non-inferiority, 200 and 200, 90 % and 87 %, margin 3 points", independent(200, 0.9, 200, 0.87, 0.03))
print("Mann-Whitney exact, 7 and 8", mann_whitney(7, 8))
print("sample ratio, 1,000 at 50 %, 1 %", split(1000, 0.5, 0.01))
print("permutation of 5 and 5", 12 / 252, "sign flip of 10", 50 / 1024)

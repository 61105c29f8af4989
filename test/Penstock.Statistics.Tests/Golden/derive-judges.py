"""Prints judges.json from the definitions in the papers, written independently of the library.

Versions used: python 3.11, numpy 1.24.2, scipy 1.10.1. Run: python3 derive-judges.py > judges.json
"""
import json
from fractions import Fraction
from math import comb
import numpy as np
from scipy import optimize, stats

out = {}


def lang_reiczigel(passed, judged, tp, good, tn, bad, level=0.95):
    z = stats.norm.ppf((1 + level) / 2)
    se, sp, p = tp / good, tn / bad, passed / judged
    value = (p + sp - 1) / (se + sp - 1)
    wald = np.sqrt(p * (1 - p) / judged + value ** 2 * se * (1 - se) / good + (1 - value) ** 2 * sp * (1 - sp) / bad) / (se + sp - 1)
    n, m1, m0 = judged + z ** 2, good + 2, bad + 2
    p, se, sp = (passed + z ** 2 / 2) / n, (tp + 1) / m1, (tn + 1) / m0
    centre = (p + sp - 1) / (se + sp - 1)
    error = np.sqrt(p * (1 - p) / n + se * (1 - se) / m1 * centre ** 2 + sp * (1 - sp) / m0 * (1 - centre) ** 2) / (se + sp - 1)
    shift = 2 * z ** 2 * (centre * se * (1 - se) / m1 - (1 - centre) * sp * (1 - sp) / m0)
    clip = lambda x: float(min(1, max(0, x)))
    return dict(passed=passed, judged=judged, tp=tp, good=good, tn=tn, bad=bad, level=level, value=clip(value), unclipped=float(value), wald_se=float(wald),
                wald_lower=clip(value - z * wald), wald_upper=clip(value + z * wald),
                lower=min(clip(value), clip(centre + shift - z * error)), upper=max(clip(value), clip(centre + shift + z * error)))


out["rogan_gladen"] = [lang_reiczigel(*case) for case in [
    (472, 1000, 80, 100, 77, 100), (23, 150, 48, 50, 45, 50), (5, 400, 45, 50, 49, 50), (0, 100, 40, 50, 45, 50), (96, 100, 45, 50, 45, 50),
    (838, 1000, 97, 100, 49, 100, 0.9)]]

random = np.random.default_rng(21)
n, big = 40, 300
truth = random.normal(0.3, 1, n + big)
human = truth + random.normal(0, 0.3, n + big)
judge = 0.7 * truth + 0.5 + random.normal(0, 0.6, n + big)
human = human[:n]
labelled, rest = judge[:n], judge[n:]


def powered(lam, tuned):
    free = n - 2 if tuned else n - 1
    residual = human - lam * labelled
    a = ((residual - residual.mean()) ** 2).sum() / free / n
    b = lam ** 2 * rest.var(ddof=1) / big
    value = residual.mean() + lam * rest.mean()
    df = (a + b) ** 2 / (a ** 2 / free + b ** 2 / (big - 1))
    reach = stats.t.ppf(0.975, df) * np.sqrt(a + b)
    return dict(lam=float(lam), value=float(value), se=float(np.sqrt(a + b)), df=float(df), lower=float(value - reach), upper=float(value + reach))


lam = np.cov(human, labelled, ddof=1)[0, 1] / ((1 + n / big) * np.concatenate([labelled, rest]).var(ddof=1))
out["powered"] = dict(human=human.tolist(), labelled=labelled.tolist(), rest=rest.tolist(), tuned=powered(min(1, max(0, lam)), True),
                      full=powered(1, False), none=powered(0, False))

out["attempts"] = [dict(n=n, c=c, k=k, some=float(1 - Fraction(comb(n - c, k), comb(n, k))), all=float(Fraction(comb(c, k), comb(n, k))))
                   for n, c, k in [(1, 0, 1), (1, 1, 1), (5, 2, 3), (10, 1, 1), (10, 1, 10), (20, 7, 4), (200, 3, 100), (200, 199, 5), (10000, 1, 1), (10000, 9000, 300), (4, 2, 3)]]

# Bradley-Terry by a general optimiser: half a win for a tie.
names = ["a", "b", "c", "d"]
wins = np.array([[0, 12, 15, 9], [8, 0, 11, 14], [4, 9, 0, 10], [2, 5, 7, 0]], float)
ties = np.array([[0, 3, 0, 1], [3, 0, 2, 0], [0, 2, 0, 4], [1, 0, 4, 0]], float)
points = wins + ties / 2
games = points + points.T


def fit(precision):
    def loss(s):
        d = s[:, None] - s[None, :]
        return (points * np.log1p(np.exp(-d))).sum() + precision / 2 * (s ** 2).sum()

    def slope(s):
        chance = 1 / (1 + np.exp(s[None, :] - s[:, None]))
        return -(points - games * chance).sum(1) + precision * s
    s = optimize.minimize(loss, np.zeros(4), jac=slope, method="BFGS", options=dict(gtol=1e-12)).x
    s = optimize.root(lambda t: np.append(slope(np.append(t, -t.sum()))[:3], []), s[:3] - s.mean(), tol=1e-15).x
    s = np.append(s, -s.sum())
    chance = 1 / (1 + np.exp(s[None, :] - s[:, None]))
    weight = games * chance * (1 - chance)
    info = np.diag(weight.sum(1) + precision) - weight
    centre = np.eye(4) - 0.25
    cov = centre @ np.linalg.pinv(info) @ centre
    return dict(strengths=s.tolist(), errors=np.sqrt(np.diag(cov)).tolist(), ab=float(cov[0, 0] + cov[1, 1] - 2 * cov[0, 1]))


out["bradley_terry"] = dict(wins=wins.tolist(), ties=ties.tolist(), likelihood=fit(0), prior=fit(1 / 1.5 ** 2))
print(json.dumps(out, indent=2))

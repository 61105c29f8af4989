"""Prints agreement.json: values of kappas by statsmodels and scikit-learn, and Fleiss' and Krippendorff's statistics from their definitions.

Versions used: python 3.11, numpy 1.24.2, statsmodels 0.13.5, scikit-learn 1.2.1. Run: python3 derive-agreement.py > agreement.json
"""
import json
import numpy as np
from sklearn.metrics import balanced_accuracy_score, cohen_kappa_score, f1_score, matthews_corrcoef, precision_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

out = {}

# Ratings of 200 units by two coders on a scale of four: the second repeats the first in 60 % of the units.
random = np.random.default_rng(11)
first = random.choice(4, 200, p=[0.4, 0.3, 0.2, 0.1]) + 1
second = np.where(random.random(200) < 0.6, first, random.choice(4, 200) + 1)
table = np.zeros((4, 4), int)
np.add.at(table, (first - 1, second - 1), 1)


def summary(result):
    return dict(kappa=result.kappa, se=result.std_kappa, se0=result.std_kappa0, lower=result.kappa_low, upper=result.kappa_upp)


credit = np.array([[1, .5, .2, 0], [.5, 1, .4, .1], [.2, .4, 1, .7], [0, .1, .7, 1]])
out["cohen"] = dict(
    counts=table.tolist(),
    plain=summary(cohens_kappa(table)),
    linear=summary(cohens_kappa(table, wt="linear")),
    quadratic=summary(cohens_kappa(table, wt="quadratic")),
    credit=credit.tolist(),
    credited=summary(cohens_kappa(table, weights=1 - credit)),
    sklearn_linear=cohen_kappa_score(first, second, weights="linear"),
    sklearn_quadratic=cohen_kappa_score(first, second, weights="quadratic"))

# Fleiss (1971), table 1: 30 patients, 6 psychiatrists, 5 diagnoses. Published kappa 0.430.
fleiss = [[0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0],
          [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1],
          [3, 0, 0, 1, 2], [5, 1, 0, 0, 0], [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
          [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6]]
counts = np.array(fleiss, float)
units, coders = len(counts), counts[0].sum()


def kappa_of(some):
    return fleiss_kappa(some)


p = counts.sum(0) / counts.sum()
pq = p * (1 - p)
null = 2 / (units * coders * (coders - 1)) * (pq.sum() ** 2 - (pq * (1 - 2 * p)).sum()) / pq.sum() ** 2
# The linearised variance is that of the infinitesimal jackknife: the derivative of kappa by the weight of each unit, here by central differences.
step = 1e-5


def weighted(weights):
    w = weights / weights.sum()
    share = (w[:, None] * counts).sum(0) / coders
    agree = (w * ((counts ** 2).sum(1) - coders) / (coders * (coders - 1))).sum()
    chance = (share ** 2).sum()
    return (agree - chance) / (1 - chance)


influence = []
for unit in range(units):
    up, down = np.ones(units), np.ones(units)
    up[unit] += step
    down[unit] -= step
    influence.append((weighted(up) - weighted(down)) / (2 * step) * units)
influence = np.array(influence)
out["fleiss"] = dict(counts=fleiss, kappa=kappa_of(counts), se0=float(np.sqrt(null)), se=float(np.sqrt((influence ** 2).sum() / (units - 1) / units)))

# Alpha by its coincidence matrix, on ratings with holes.
random = np.random.default_rng(12)
truth = random.integers(0, 6, 25)
ratings = [[int(np.clip(t + random.integers(-1, 2), 0, 5)) if random.random() < 0.8 else None for _ in range(4)] for t in truth]


def alpha(rows, scale):
    rows = [[v for v in row if v is not None] for row in rows]
    rows = [row for row in rows if len(row) > 1]
    values = sorted({v for row in rows for v in row})
    place = {v: i for i, v in enumerate(values)}
    pairs = np.zeros((len(values), len(values)))
    for row in rows:
        for i, one in enumerate(row):
            for j, other in enumerate(row):
                if i != j:
                    pairs[place[one], place[other]] += 1 / (len(row) - 1)
    n = pairs.sum(1)

    def distance(c, k):
        if scale == "nominal":
            return float(c != k)
        if scale == "ordinal":
            low, high = min(c, k), max(c, k)
            return (n[low:high + 1].sum() - (n[c] + n[k]) / 2) ** 2 if c != k else 0
        if scale == "interval":
            return (values[c] - values[k]) ** 2
        return ((values[c] - values[k]) / (values[c] + values[k])) ** 2 if c != k else 0
    d = np.array([[distance(c, k) for k in range(len(values))] for c in range(len(values))])
    return 1 - (n.sum() - 1) * (pairs * d).sum() / (np.outer(n, n) * d).sum()


out["alpha"] = dict(ratings=ratings, **{scale: float(alpha(ratings, scale)) for scale in ("nominal", "ordinal", "interval", "ratio")})

truth = np.array([1] * 30 + [0] * 170)
judged = np.array([1] * 22 + [0] * 8 + [1] * 15 + [0] * 155)
out["binary"] = dict(tp=22, fp=15, fn=8, tn=155, precision=precision_score(truth, judged), f1=f1_score(truth, judged),
                     balanced=balanced_accuracy_score(truth, judged), mcc=matthews_corrcoef(truth, judged))
print(json.dumps(out, indent=2, default=float))

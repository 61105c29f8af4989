"""Prints sequential-means.json: the sequential methods for means, written down a second time from their papers.

Run with Python 3.11, numpy 1.24.2, scipy 1.10.1 (Debian packages):
    python3 derive-sequential-means.py > sequential-means.json
"""
import json

import numpy as np
from scipy.integrate import simpson
from scipy.stats import norm

ALPHA = 0.05
x = np.array([((i * 37 + 11) % 101) / 101 for i in range(400)])
y = np.array([((i * 53 + 29) % 103) / 103 * 0.8 + 0.1 for i in range(350)])


def rho_of(n_star, alpha):
    return np.sqrt((-2 * np.log(alpha) + np.log(-2 * np.log(alpha) + 1)) / n_star)


def two_sided(n, rho, s):
    return s * np.sqrt(2 * (n * rho**2 + 1) / (n**2 * rho**2) * np.log(np.sqrt(n * rho**2 + 1) / ALPHA))


def one_sided(n, rho, s):
    return s * np.sqrt(2 * (n * rho**2 + 1) / (n**2 * rho**2) * np.log(1 + np.sqrt(n * rho**2 + 1) / (2 * ALPHA)))


def log_e_two(n, rho, s, distance):
    # The mixture integral itself, by quadrature: the density of the data under N(theta) against theta = 0, theta ~ N(0, (rho s)^2).
    grid = np.linspace(-12, 12, 200001) * rho * s
    weight = norm.pdf(grid, 0, rho * s)
    return float(np.log(simpson(np.exp(n * distance * grid / s**2 - n * grid**2 / (2 * s**2)) * weight, x=grid)))


def log_e_greater(n, rho, s, distance):
    grid = np.linspace(0, 12, 200001) * rho * s
    weight = 2 * norm.pdf(grid, 0, rho * s)
    return float(np.log(simpson(np.exp(n * distance * grid / s**2 - n * grid**2 / (2 * s**2)) * weight, x=grid)))


def empirical_bernstein(values, sides):
    log = np.log(sides / ALPHA)
    t = np.arange(1, len(values) + 1)
    mean = (0.5 + np.cumsum(values)) / (t + 1)
    before = np.append(0.5, mean[:-1])
    variance = (0.25 + np.cumsum((values - mean) ** 2)) / (t + 1)
    weight = np.minimum(np.sqrt(2 * log / (np.append(0.25, variance[:-1]) * t * np.log(1 + t))), 0.5)
    v, psi = 4 * (values - before) ** 2, (-np.log1p(-weight) - weight) / 4
    centre = np.cumsum(weight * values) / np.cumsum(weight)
    half = (log + np.cumsum(v * psi)) / np.cumsum(weight)
    lower = np.maximum.accumulate(np.maximum(0, centre - half))
    upper = np.minimum.accumulate(np.minimum(1, centre + half))
    gain = np.sum(weight * (values - 0.4))
    cost = np.sum(v * psi)
    return lower[-1], upper[-1], gain - cost, -gain - cost


def clusters(sums, sizes):
    count = len(sums)
    ratio = sums.sum() / sizes.sum()
    residual = sums - ratio * sizes
    return ratio, count * (residual**2).sum() / (count - 1) * count / sizes.sum() ** 2


n, s = len(x), x.std(ddof=1)
rho = rho_of(300, ALPHA)
rho_one = rho_of(300, 2 * ALPHA)
total = len(x) + len(y)
diff_s = np.sqrt(total * (x.var(ddof=1) / len(x) + y.var(ddof=1) / len(y)))
lift_s = np.sqrt(total * (y.var(ddof=1) / len(y) + (y.mean() / x.mean()) ** 2 * x.var(ddof=1) / len(x))) / x.mean()
sizes = np.array([1 + i % 4 for i in range(120)], dtype=float)
sums = np.array([x[i] * sizes[i] for i in range(120)])
ratio, cluster_variance = clusters(sums, sizes)
eb = empirical_bernstein(x, 2)
eb_one = empirical_bernstein(x, 1)
print(json.dumps({
    "mean": {"value": x.mean(), "half": two_sided(n, rho, s), "log_e_at_0.45": log_e_two(n, rho, s, x.mean() - 0.45)},
    "mean_one_sided": {"half": one_sided(n, rho_one, s), "log_e_at_0.45": log_e_greater(n, rho_one, s, x.mean() - 0.45)},
    "difference": {"value": y.mean() - x.mean(), "half": two_sided(total, rho, diff_s)},
    "lift": {"value": y.mean() / x.mean() - 1, "half": two_sided(total, rho, lift_s)},
    "clusters": {"value": ratio, "half": two_sided(120, rho, np.sqrt(cluster_variance))},
    "msprt": {"log_e_at_0.45": log_e_two(n, np.sqrt(0.002) / s, s, x.mean() - 0.45)},
    "empirical_bernstein": {"lower": eb[0], "upper": eb[1], "log_e_at_0.4": np.logaddexp(eb[2], eb[3]) - np.log(2)},
    "empirical_bernstein_greater": {"lower": eb_one[0], "log_e_at_0.4": eb_one[2]},
    "empirical_bernstein_less": {"upper": eb_one[1], "log_e_at_0.4": eb_one[3]},
}, indent=2))

"""Prints planning.json: run with Python 3.11, numpy 1.24.2, scipy 1.10.1, statsmodels 0.13.5.

Power and size by statsmodels' power classes and scipy's noncentral distributions; the other tail is left
out (alternative "larger" at half the error). What statsmodels has no class for is found here by root search on
the definition of power, not by the closed form that the library uses.
"""
import json
import math
import warnings

from scipy import integrate, optimize, stats
from statsmodels.stats.power import GofChisquarePower, NormalIndPower, TTestIndPower, TTestPower

warnings.filterwarnings("ignore")
norm, binom = stats.norm, stats.binom


def size(power_of, power=0.8, low=1e-3, high=1e9):
    return float(optimize.brentq(lambda n: power_of(n) - power, low, high, xtol=1e-13, rtol=1e-14))


def z_power(effect, variance, tail):
    return lambda n: float(norm.sf(norm.isf(tail) - effect / math.sqrt(variance / n)))


def welch_power(effect, first, second, ratio, tail):
    def power(n):
        one, other = first**2 / n, second**2 / (ratio * n)
        df = (one + other) ** 2 / (one**2 / (n - 1) + other**2 / (ratio * n - 1))
        t, ncp = stats.t.isf(tail, df), effect / math.sqrt(one + other)
        # The noncentral t as the integral over the estimated standard deviation; scipy's own stops at about 1e-9.
        f = lambda s: stats.chi.pdf(s * math.sqrt(df), df) * math.sqrt(df) * norm.cdf(ncp - t * s)
        return integrate.quad(f, 0, 1 + 12 / math.sqrt(df), epsabs=1e-13, epsrel=1e-13, limit=500, points=[1])[0]
    return power


def tost_power(margin, variance, difference, alpha):
    def power(n):
        se = math.sqrt(variance / n)
        low, high = -margin + norm.isf(alpha) * se, margin - norm.isf(alpha) * se
        return float(norm.cdf(high, difference, se) - norm.cdf(low, difference, se)) if low < high else 0.0
    return power


def gate(n, rate, target, alpha):
    critical = next((k for k in range(n + 1) if binom.sf(k - 1, n, target) <= alpha), n + 1)
    return float(binom.sf(critical - 1, n, rate))


def gate_normal(rate, target, alpha, power):
    """Where the normal score test of the target reaches the power."""
    sd = lambda p: math.sqrt(p * (1 - p))
    return size(lambda n: norm.sf((target + norm.isf(alpha) * sd(target) / math.sqrt(n) - rate) / (sd(rate) / math.sqrt(n))), power, low=2)


def wilson_half(n, p):
    z = norm.isf(0.025)
    return z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)


def allowed(limit, level, failures):
    n = failures + 1
    while binom.cdf(failures, n, limit) > 1 - level:
        n += 1
    return n


def exact_items(successes, trials, target, level):
    rate = successes / trials
    n = trials
    while stats.beta.ppf(1 - level, int(rate * n + 1e-9), n - int(rate * n + 1e-9) + 1) < target:
        n += 1
    return n


two = 0.025
print(json.dumps({
    "mean": size(lambda n: TTestPower().power(0.3, n, two, alternative="larger"), low=3, high=1e4),
    "mean_one_sided": size(lambda n: TTestPower().power(0.5, n, 0.05, alternative="larger"), 0.9, low=3, high=1e4),
    "mean_power_12": float(TTestPower().power(0.7, 12, two, alternative="larger")),
    "two_means_equal": size(lambda n: TTestIndPower().power(0.5, n, two, alternative="larger"), low=3, high=1e4),
    "two_means_normal_ratio_2": size(lambda n: NormalIndPower().power(0.2, n, two, ratio=2, alternative="larger"), low=3, high=1e5),
    "two_means_welch": size(welch_power(1.0, 1.5, 2.5, 2.0, two), 0.9, low=3, high=1e4),
    "two_means_welch_power_8": welch_power(2.0, 1.0, 2.0, 1.5, two)(8),
    "two_proportions_ratio_3": size(z_power(0.01, 0.02 * 0.98 + 0.03 * 0.97 / 3, two), 0.9),
    "lift": size(z_power(0.05, (1.2**2 / 0.5 + 1.05**2 * 1.5**2), two), 0.8),
    "lift_fall_power": z_power(0.3, 0.6**2 / 2 + 0.8**2, two)(60),
    "non_inferiority": size(z_power(0.03 - 0.005, 0.25, 0.025), 0.9),
    "equivalence": size(tost_power(0.05, 0.16, 0.01, 0.05), 0.9, low=30),
    "equivalence_power": tost_power(0.05, 0.16, 0.01, 0.05)(700),
    "mann_whitney": size(z_power(0.1, 1 / (12 * (1 - 0.4) * 1.0), two), 0.8),
    "chi_squared": size(lambda n: GofChisquarePower().power(0.2, n, 0.05, n_bins=6), low=3, high=1e5),
    "chi_squared_power": float(stats.ncx2.sf(stats.chi2.isf(0.01, 3), 3, 150 * 0.3**2)),
    "noncentral_chi_squared": [[x, df, nc, float(stats.ncx2.sf(x, df, nc))] for x, df, nc in [(3.84, 1, 7.85), (30, 10, 40), (1.5, 2, 0.1), (400, 20, 300)]],
    "noncentral_t": [[t, df, nc, float(stats.nct.sf(t, df, nc))] for t, df, nc in [(2.0, 5, 1.0), (1.96, 1000, 2.8), (12.7, 1, 3.0), (0, 4, -0.5), (2.2, 11, 2.4)]],
    "zero_failures": [[limit, level, failures, allowed(limit, level, failures)] for limit, level, failures in
                      [(0.1, 0.95, 0), (0.01, 0.95, 0), (0.001, 0.99, 0), (0.05, 0.95, 1), (0.01, 0.9, 3)]],
    "gate": [[n, rate, target, alpha, gate(n, rate, target, alpha)] for n, rate, target, alpha in
             [(100, 0.95, 0.9, 0.025), (300, 0.95, 0.9, 0.05), (30, 1.0, 0.9, 0.05), (50, 0.97, 0.95, 0.05)]],
    "gate_normal": gate_normal(0.95, 0.9, 0.025, 0.9),
    "gate_size": next(n for n in range(math.ceil(gate_normal(0.95, 0.9, 0.025, 0.9)), 2000) if gate(n, 0.95, 0.9, 0.025) >= 0.9),
    "width": size(lambda n: -wilson_half(n, 0.9), -0.02, low=1),
    "items_to_decide": [[k, n, t, level, exact_items(k, n, t, level)] for k, n, t, level in
                        [(94, 100, 0.9, 0.95), (19, 20, 0.9, 0.95), (20, 20, 0.9, 0.95), (460, 500, 0.9, 0.975)]],
}, indent=1))

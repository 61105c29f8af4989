"""Prints intervals.json: run with Python 3.11, numpy 1.24.2, scipy 1.10.1, statsmodels 0.13.5.

Proportions by statsmodels' proportion_confint, the mean by scipy's t, type-7 quantiles by numpy. Ranks of
order statistics by looking at every rank with scipy's binomial. The bootstrap repeats the generator
(xoshiro256** seeded by SplitMix64, two positions of every 64 bits) and takes everything after the draws
from numpy and scipy.
"""
import json
import math

import numpy
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

MASK = (1 << 64) - 1


class Xoshiro:
    def __init__(self, seed):
        self.state = []
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) & MASK
            mixed = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
            self.state.append(mixed ^ (mixed >> 31))

    def bits(self):
        s = self.state
        product = (s[1] * 5) & MASK
        result = (((product << 7) | (product >> 57)) & MASK) * 9 & MASK
        shifted = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = ((s[3] << 45) | (s[3] >> 19)) & MASK
        return result


def resamples(sample, count, seed):
    sample, stream, n = sorted(sample), Xoshiro(seed), len(sample)
    threshold = (2**32 - n) % n
    for _ in range(count):
        drawn = []
        while len(drawn) < n:
            bits = stream.bits()
            for half in (bits & 0xFFFFFFFF, bits >> 32):
                product = half * n
                if len(drawn) < n and product & 0xFFFFFFFF >= threshold:
                    drawn.append(sample[product >> 32])
        yield numpy.array(drawn)


def bootstrap(sample, statistic, count, seed, level):
    theta = statistic(numpy.array(sample))
    values = numpy.array([statistic(one) for one in resamples(sample, count, seed)])
    tail = (1 - level) / 2
    quantile = lambda share: float(numpy.quantile(values, share, method="weibull"))
    without = numpy.array([statistic(numpy.delete(sample, at)) for at in range(len(sample))])
    from_mean = without.mean() - without
    acceleration = (from_mean**3).sum() / (6 * (from_mean**2).sum() ** 1.5)
    bias = stats.norm.ppf(((values < theta).mean() + (values <= theta).mean()) / 2)
    z = stats.norm.ppf(tail)
    shift = lambda at: stats.norm.cdf(bias + (bias + at) / (1 - acceleration * (bias + at)))
    return {
        "value": float(theta),
        "standard_error": float(values.std(ddof=1)),
        "percentile": [quantile(tail), quantile(1 - tail)],
        "bca": [quantile(shift(z)), quantile(shift(-z))],
    }


def studentised(sample, count, seed, level):
    x = numpy.array(sample)
    se = x.std(ddof=1) / math.sqrt(len(x))
    t = sorted((one.mean() - x.mean()) / (one.std(ddof=1) / math.sqrt(len(x))) for one in resamples(sample, count, seed))
    rank = round((count + 1) * (1 - level) / 2)
    return [x.mean() - t[count - rank] * se, x.mean() - t[rank - 1] * se]


def ranks(n, share, tail):
    low = max([0] + [r for r in range(1, n + 1) if stats.binom.cdf(r - 1, n, share) <= tail])
    high = min([s for s in range(1, n + 1) if stats.binom.sf(s - 1, n, share) <= tail] + [n + 1])
    return low, high


def quantiles(n, share, level):
    low, high = ranks(n, share, (1 - level) / 2)
    coverage = stats.binom.cdf(high - 1, n, share) - (stats.binom.cdf(low - 1, n, share) if low else 0)
    upper = ranks(n, share, 1 - level)[1]
    return {"n": n, "share": share, "level": level, "lower": low, "upper": high, "coverage": float(min(1, coverage)),
            "one_sided_upper": upper, "one_sided_coverage": float(stats.binom.cdf(upper - 1, n, share))}


def proportion(k, n, level):
    alpha = 1 - level
    two = lambda method: [float(x) for x in proportion_confint(k, n, alpha, method)]
    one = lambda method: [float(x) for x in proportion_confint(k, n, 2 * alpha, method)]
    return {"successes": k, "trials": n, "level": level, "wilson": two("wilson"), "clopper_pearson": two("beta"),
            "agresti_coull": two("agresti_coull"), "wilson_bounds": one("wilson"), "clopper_pearson_bounds": one("beta")}


COSTS = [0.0012, 0.0031, 0.0008, 0.0450, 0.0019, 0.0024, 0.0007, 0.0102, 0.0040, 0.0016, 0.0220, 0.0011]
means = numpy.array(COSTS)
trimmed = lambda x: float(stats.trim_mean(x, 0.25))

print(json.dumps({
    "proportions": [proportion(k, n, level) for k, n, level in [
        (0, 10, 0.95), (10, 10, 0.95), (1, 1, 0.9), (1, 30, 0.95), (29, 30, 0.99), (81, 263, 0.95), (3, 1000, 0.95),
        (999, 1000, 0.975), (50, 100, 0.5), (17, 20000, 0.999), (123456, 1000000, 0.95)]],
    "student": [{"level": level, "interval": [float(x) for x in stats.t.interval(level, 11, means.mean(), stats.sem(means))],
                 "standard_error": float(stats.sem(means))} for level in (0.5, 0.9, 0.95, 0.999)],
    "type7": [{"share": share, "value": float(numpy.quantile(means, share))} for share in (0, 0.1, 0.25, 0.5, 0.9, 0.95, 1)],
    "quantiles": [quantiles(*case) for case in [
        (5, 0.5, 0.95), (6, 0.5, 0.95), (20, 0.5, 0.95), (58, 0.95, 0.95), (59, 0.95, 0.95), (71, 0.95, 0.95), (72, 0.95, 0.95),
        (200, 0.95, 0.95), (367, 0.99, 0.95), (368, 0.99, 0.95), (1000, 0.99, 0.99), (30, 0.05, 0.9), (2500, 0.75, 0.95)]],
    "bootstrap_mean": bootstrap(COSTS, numpy.mean, 999, 7, 0.95),
    "bootstrap_trimmed": bootstrap(COSTS, trimmed, 999, 11, 0.9),
    "bootstrap_studentised": [float(x) for x in studentised(COSTS, 999, 7, 0.95)],
    "sample": COSTS,
}, indent=1))

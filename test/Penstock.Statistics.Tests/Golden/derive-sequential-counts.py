"""Prints sequential-counts.json: values of the always-valid methods for counts and bounded values, from their definitions in 40 digits.

Nothing here is shared with the library: sums and integrals are written out with mpmath 1.2.1 (Python 3.11).
Run: python3 derive-sequential-counts.py > sequential-counts.json
"""
import json

from mpmath import exp, floor, log, loggamma, mp, mpf, quad, sqrt

mp.dps = 40


def f(x):
    return float(x)


def log_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def two_sided(s, n, a, b, p):
    p = mpf(p)
    return log_beta(a + s, b + n - s) - log_beta(a, b) - s * log(p) - (n - s) * log(1 - p)


def greater(s, n, a, b, p):
    """The mixture over (p, 1], by the definition: integral of the likelihood ratio over the cut beta density."""
    p = mpf(p)
    return log_above(a + s, b + n - s, p) - log_above(a, b, p) - s * log(p) - (n - s) * log(1 - p)


def log_above(a, b, p):
    """Log of the integral of x^(a-1) (1-x)^(b-1) over [p, 1], by quadrature around its peak."""
    g = lambda x: (a - 1) * log(x) + (b - 1) * log(1 - x)
    mode = (a - 1) / (a + b - 2) if a > 1 and b > 1 else p
    peak = max(mode, p)
    scale = sqrt(peak * (1 - peak) / (a + b)) if mode > p else 1 / max(1, abs((a - 1) / p - (b - 1) / (1 - p)))
    points = sorted({p, mpf(1)} | {x for x in (peak + k * scale for k in (-60, -20, -8, -3, 0, 3, 8, 20, 60, 200)) if p < x < 1})
    top = g(peak)
    return top + log(quad(lambda x: exp(g(x) - top), points))


def hedged(function, hedge, a, b):
    return log((1 - hedge) * exp(function(a, b)) + hedge * exp(function(mpf(1) / 2, mpf(1) / 2)))


def bisect(function, low, high):
    low, high = mpf(low), mpf(high)
    falls = function(low) > 0
    for _ in range(130):
        middle = (low + high) / 2
        if (function(middle) > 0) == falls:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def binomial():
    rows = []
    for s, n, a, b in [(0, 1, .5, .5), (1, 1, .5, .5), (3, 30, .5, .5), (0, 500, .5, .5), (12, 10_000, .5, .5), (12, 10_000, 1.25, 1248.75),
                       (5_000_000, 10_000_000, 3, 4), (10_234, 10_000_000, 1_250, 1_248_750)]:
        a, b = mpf(a), mpf(b)
        rate = mpf(s) / n
        low = 0 if s == 0 else bisect(lambda p: two_sided(s, n, a, b, p) - log(20), mpf(10) ** -40, rate)
        high = 1 if s == n else bisect(lambda p: two_sided(s, n, a, b, p) - log(20), max(rate, mpf(10) ** -40), 1 - mpf(10) ** -40)
        nulls = [mpf(x) for x in ('0.0009', '0.001', '0.3', '0.5')]
        rows.append(dict(successes=s, trials=n, a=f(a), b=f(b), lower=f(low), upper=f(high), nulls=[f(p) for p in nulls],
                         log_e=[f(two_sided(s, n, a, b, f(p))) for p in nulls],
                         log_greater=[f(greater(s, n, a, b, f(p))) for p in nulls] if n <= 10_000 else None))
    return rows


def hedged_binomial():
    # 12 failures of 10,000; the prior of rate 0.001 and count 10,000 is worth 1,250, a quarter of it hedged.
    s, n, a, b, h = 12, 10_000, mpf('1.25'), mpf('1248.75'), mpf('0.25')
    e = lambda p: hedged(lambda x, y: two_sided(s, n, x, y, p), h, a, b)
    return dict(log_e=f(e(mpf('0.0005'))), log_greater=f(hedged(lambda x, y: greater(s, n, x, y, mpf('0.0005')), h, a, b)),
                lower=f(bisect(lambda p: e(p) - log(20), '1e-9', '0.0012')), upper=f(bisect(lambda p: e(p) - log(20), '0.0012', '0.5')))


def wealth(values, m):
    """Log of the equal mixture of 18 fixed bets against 'the mean is at most m'; values are pairs (x, weight)."""
    m = mpf(m)
    s = sqrt(m * (1 - m))
    total = mpf(0)
    for power in range(-11, 7):
        c = mpf(2) ** power
        total += exp(sum(w * (log(1 + c * x / s) - log(1 + c * m / s)) for x, w in values))
    return log(total / 18)


def betting():
    cases = dict(rare=[(mpf(0), 997), (mpf(1), 3)], half=[(mpf(0), 21), (mpf(1), 19)],
                 nodes=[(mpf(k) / 64, 3) for k in (3, 5, 9, 17, 40, 60)], millions=[(mpf(0), 9_990_000), (mpf(1), 10_000)])
    rows = {}
    for name, values in cases.items():
        mirrored = [(1 - x, w) for x, w in values]
        count = sum(w for _, w in values)
        mean = sum(x * w for x, w in values) / count
        bound = lambda data, at, t: bisect(lambda m: wealth(data, m) - t, mpf(10) ** -12, at)
        rows[name] = dict(values=[f(x) for x, _ in values], weights=[w for _, w in values], mean=f(mean),
                          lower=f(bound(values, mean, log(40))), upper=f(1 - bound(mirrored, 1 - mean, log(40))),
                          lower_alone=f(bound(values, mean, log(20))),
                          log_e_greater=f(wealth(values, mpf('0.0005'))), log_e_less=f(wealth(mirrored, mpf('0.3'))))
    return rows


def rare():
    def prior(share, r=2):
        share = mpf(share)
        worth = max(1 / (share * (1 - share) * log(r) ** 2), mpf('0.5') / min(share, 1 - share))
        return share * worth, (1 - share) * worth

    def log_e(stages, ratio):
        total = mpf(0)
        for share, canary, baseline in stages:
            a, b = prior(share)
            theta = mpf(share) * ratio / (mpf(share) * ratio + 1 - mpf(share))
            total += two_sided(canary, canary + baseline, a, b, theta)
        return total

    def log_greater(stages, ratio):
        total = mpf(0)
        for share, canary, baseline in stages:
            a, b = prior(share)
            total += greater(canary, canary + baseline, a, b, mpf(share) * ratio / (mpf(share) * ratio + 1 - mpf(share)))
        return total

    rows = []
    for stages in ([(.05, 9, 40)], [(.05, 4, 60), (.25, 20, 31)], [(.5, 3, 0)]):
        best = bisect(lambda u: sum(c - (c + b) * s * exp(u) / (s * exp(u) + 1 - s) for s, c, b in [(mpf(x), c, b) for x, c, b in stages]), -50, 50)
        lower = exp(bisect(lambda u: log_e(stages, exp(u)) - log(20), -50, best))
        upper = None if all(b == 0 for _, _, b in stages) else f(exp(bisect(lambda u: log_e(stages, exp(u)) - log(20), best, 50)))
        rows.append(dict(stages=stages, lower=f(lower), upper=upper, log_e_equal=f(log_e(stages, mpf(1))), log_greater_equal=f(log_greater(stages, mpf(1)))))
    return rows


def difference():
    rows = []
    for first, second in [((30, 400), (55, 420)), ((0, 50), (0, 60)), ((8, 2_000), (60, 38_000))]:
        e = lambda s, n, p: two_sided(s, n, mpf(1) / 2, mpf(1) / 2, p)
        most = mpf(60)

        def reach(x, y, part):
            (s1, n1), (s2, n2) = x, y
            a = exp(part)
            rest = log((most - a) / (1 + a))
            low = 0 if s2 == 0 else bisect(lambda p: e(s2, n2, p) - rest, mpf(10) ** -30, mpf(s2) / n2)
            return bisect(lambda p: e(s1, n1, p) - part, max(mpf(s1) / n1, mpf(10) ** -30), 1 - mpf(10) ** -30) - low

        def largest(x, y):
            at = lambda s, n: e(s, n, max(mpf(s) / n, mpf(10) ** -30))
            low, high = at(*x), log((most - exp(at(*y))) / (1 + exp(at(*y))))
            for _ in range(60):
                left, right = low + (high - low) / 3, high - (high - low) / 3
                if reach(x, y, left) < reach(x, y, right):
                    low = left
                else:
                    high = right
            return reach(x, y, (low + high) / 2)

        mp.dps = 25
        rows.append(dict(first=first, second=second, lower=f(-largest(second, first)), upper=f(largest(first, second))))
        mp.dps = 40
    return rows


def sample_ratio():
    rows = []
    for counts, shares in [((500, 600), (.5, .5)), ((5_010_000, 4_990_000), (.5, .5)), ((90_500_000, 9_500_000), (.9, .1)), ((1, 0, 2), (.2, .3, .5)),
                           ((33_000, 33_900, 33_100), (1 / 3, 1 / 3, 1 / 3))]:
        shares = [mpf(x) for x in shares]
        shares = [x / sum(shares) for x in shares]
        k, n = mpf(10_000), sum(counts)
        log_bf = loggamma(k) - loggamma(k + n) + sum(loggamma(k * s + c) - loggamma(k * s) - c * log(s) for c, s in zip(counts, shares))
        rows.append(dict(counts=counts, shares=[f(s) for s in shares], log_bf=f(log_bf)))
    return rows


def ranks():
    """The smallest count up to the quantile, and beyond it, that the hedged one-sided mixture does not refute at 1/40."""
    rows = []
    for n, p in [(200, .5), (1_000, .95), (5_000, .99)]:
        def least(share):
            share = mpf(share)
            worth = max(mpf(10_000) / 8, mpf('0.5') / min(share, 1 - share))
            # "fewer than the share": the mixture above the complement, of the values on the other side.
            low, high = -1, int(floor(share * n)) + 1
            while high - low > 1:
                c = (low + high) // 2
                e = hedged(lambda x, y: greater(n - c, n, y, x, 1 - share), mpf('0.25'), share * worth, (1 - share) * worth)
                low, high = (c, high) if e >= log(40) else (low, c)
            return high

        rows.append(dict(n=n, quantile=p, least=least(p), most=n - least(1 - mpf(p))))
    return rows


print(json.dumps(dict(binomial=binomial(), hedged=hedged_binomial(), betting=betting(), rare=rare(), difference=difference(),
                      sample_ratio=sample_ratio(), ranks=ranks()), indent=1))

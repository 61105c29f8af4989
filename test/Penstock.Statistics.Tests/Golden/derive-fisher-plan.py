"""Golden values of FisherPlan by brute force, with scipy's own Fisher test on every table. Prints JSON (scipy named at the end)."""
import json
import math
import sys

import scipy
from scipy import stats


def rejections(n1, n2, alpha, two_sided):
    """Tables rejected in favour of the second group, whose rate is higher."""
    kind = "two-sided" if two_sided else "less"
    return [(x1, x2) for x1 in range(n1 + 1) for x2 in range(n2 + 1)
            if x2 * n1 > x1 * n2 and stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]], kind)[1] <= alpha * (1 + 1e-9)]


def power(n1, n2, p1, p2, alpha, two_sided):
    if p2 < p1:
        return power(n2, n1, p2, p1, alpha, two_sided)
    first, second = stats.binom.pmf(range(n1 + 1), n1, p1), stats.binom.pmf(range(n2 + 1), n2, p2)
    return math.fsum(first[a] * second[b] for a, b in rejections(n1, n2, alpha, two_sided))


def size(p1, p2, alpha, two_sided, wanted, up_to):
    """One more than the last equal size that falls short."""
    return 1 + max(n for n in range(2, up_to) if power(n, n, p1, p2, alpha, two_sided) < wanted)


powers = [(10, 10, 0.1, 0.8, 0.05, True), (20, 20, 0.5, 0.9, 0.05, True), (30, 15, 0.05, 0.4, 0.05, True), (15, 30, 0.4, 0.05, 0.05, True),
          (25, 25, 0.02, 0.3, 0.05, False), (12, 40, 0.6, 0.2, 0.01, True), (60, 60, 0.0, 0.1, 0.05, True), (3, 3, 0.0, 1.0, 0.05, False),
          (68, 68, 0.05, 0.25, 0.05, True)]
sizes = [(0.5, 0.9, 0.05, True, 0.8, 45), (0.1, 0.6, 0.05, True, 0.8, 45), (0.05, 0.5, 0.05, False, 0.9, 45)]
print(json.dumps({
    "powers": [[*one[:5], int(one[5]), power(*one)] for one in powers],
    "sizes": [[*one[:3], int(one[3]), one[4], size(*one)] for one in sizes],
}, indent=1))
print("scipy", scipy.__version__, file=sys.stderr)

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Judges;

/// <summary>Items that a system tried several times: the chance that some of k attempts passes (pass@k), and that all k pass (pass^k).</summary>
/// <remarks>
/// pass@k: Chen et al. (2021), arXiv 2107.03374, equation 1; pass^k: Yao et al. (2024), arXiv 2406.12045 (τ-bench). Both are unbiased for one item whose attempts are independent with
/// one probability of passing. The item is the unit of the interval, however many attempts it has: attempts on one item say little about the others. Plugging the pass rate
/// into 1 − (1 − p)^k instead is biased; do not. For items that come in families, cluster the values of <see cref="PassAtK(long, long, int)"/> by family.
/// </remarks>
public static class RepeatedAttempts
{
    /// <summary>The method that <see cref="PassAtK(ReadOnlySpan{long}, ReadOnlySpan{long}, int, double)"/> names.</summary>
    public const string PassAtKMethod = "pass@k (unbiased, t interval over items)";

    /// <summary>The method that <see cref="PassAllK(ReadOnlySpan{long}, ReadOnlySpan{long}, int, double)"/> names.</summary>
    public const string PassAllKMethod = "pass^k (unbiased, t interval over items)";

    /// <summary>pass@k of one item: 1 − C(n − c, k) / C(n, k), the chance that k of its n attempts, drawn at random, hold a pass.</summary>
    /// <param name="attempts">n, at least 1.</param>
    /// <param name="passed">c, 0 to n.</param>
    /// <param name="k">How many attempts count, 1 to n.</param>
    /// <returns>0 to 1. Worked out as a product of shares, so that no factorial overflows. Time O(min(c, k)).</returns>
    /// <exception cref="ArgumentOutOfRangeException">No attempt, more passes than attempts, or k beyond the attempts: pass@k cannot be had from fewer than k attempts.</exception>
    public static double PassAtK(long attempts, long passed, int k)
    {
        Demand(attempts, passed, k);
        return attempts - passed < k ? 1 : -Precise.ExpMinusOne(LogNone(attempts, passed, k));
    }

    /// <summary>pass^k of one item: C(c, k) / C(n, k), the chance that k of its n attempts, drawn at random, all pass.</summary>
    /// <param name="attempts">n, at least 1.</param>
    /// <param name="passed">c, 0 to n.</param>
    /// <param name="k">How many attempts count, 1 to n.</param>
    /// <returns>0 to 1. Time O(min(n − c, k)).</returns>
    /// <exception cref="ArgumentOutOfRangeException">No attempt, more passes than attempts, or k beyond the attempts.</exception>
    public static double PassAllK(long attempts, long passed, int k)
    {
        Demand(attempts, passed, k);
        return passed < k ? 0 : Math.Exp(LogNone(attempts, attempts - passed, k));
    }

    /// <summary>Mean pass@k over items.</summary>
    /// <param name="attempts">n of each item, at least k.</param>
    /// <param name="passed">c of each item, in the same order.</param>
    /// <param name="k">How many attempts count.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>
    /// 0 to 1, with a t interval over items made on the scale of log odds, so within 0 … 1. Where all items have the same value, the interval allows for as many unlike items as so many can miss.
    /// Too short with fewer than about 20 items, or when only a few differ from the rest.
    /// </returns>
    /// <exception cref="ArgumentException">There is no item, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An item has impossible counts or fewer than k attempts, or the level is not between 0 and 1.</exception>
    public static Estimate PassAtK(ReadOnlySpan<long> attempts, ReadOnlySpan<long> passed, int k, double level = 0.95) =>
        Mean(attempts, passed, level, PassAtKMethod, (n, c) => PassAtK(n, c, k));

    /// <summary>Mean pass^k over items.</summary>
    /// <param name="attempts">n of each item, at least k.</param>
    /// <param name="passed">c of each item, in the same order.</param>
    /// <param name="k">How many attempts count.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>0 to 1, with the interval of mean pass@k.</returns>
    /// <exception cref="ArgumentException">There is no item, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An item has impossible counts or fewer than k attempts, or the level is not between 0 and 1.</exception>
    public static Estimate PassAllK(ReadOnlySpan<long> attempts, ReadOnlySpan<long> passed, int k, double level = 0.95) =>
        Mean(attempts, passed, level, PassAllKMethod, (n, c) => PassAllK(n, c, k));

    private const int MostDrawn = 1_000_000;

    private static void Demand(long attempts, long passed, int k)
    {
        Check.Count(attempts, 1);
        if (passed < 0 || passed > attempts)
        {
            throw new ArgumentOutOfRangeException(nameof(passed), passed, $"Must be from 0 to the number of attempts, {attempts}.");
        }

        if (k < 1 || k > Math.Min(attempts, MostDrawn))
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, $"Must be from 1 to the number of attempts, {attempts}, and to {MostDrawn:N0}.");
        }
    }

    private static Estimate Mean(ReadOnlySpan<long> attempts, ReadOnlySpan<long> passed, double level, string method, Func<long, long, double> value)
    {
        Check.Level(level);
        if (attempts.Length != passed.Length)
        {
            throw new ArgumentException($"Must hold one count per item; there are {passed.Length} for {attempts.Length} items.", nameof(passed));
        }

        if (attempts.IsEmpty)
        {
            throw new ArgumentException("Holds no item; at least one is needed.", nameof(attempts));
        }

        var values = new double[attempts.Length];
        for (var item = 0; item < values.Length; item++)
        {
            values[item] = value(attempts[item], passed[item]);
        }

        return ItemMean.Of(values, level, method);
    }

    // log of C(n − c, k) / C(n, k), which is symmetric in c and k: the chance that c marked and k drawn attempts have none in common.
    private static double LogNone(long attempts, long marked, long drawn)
    {
        var (few, many) = marked < drawn ? (marked, drawn) : (drawn, marked);
        var sum = default(CompensatedSum);
        for (var step = 0L; step < few; step++)
        {
            sum.Add(Precise.LogOnePlus(-(double)many / (attempts - step)));
        }

        return sum.Value;
    }
}

using Penstock.Statistics.Numerics;
using Penstock.Statistics.Intervals;

namespace Penstock.Statistics.Agreement;

/// <summary>How often the second of two coders said each category when the first said each category. Rows are the reference, columns the judge.</summary>
/// <remarks>Categories are whole numbers in ascending order. Building from n pairs with c categories takes O(n log c) time and O(c²) memory: categories, not identifiers.</remarks>
public sealed class ConfusionMatrix
{
    private const int MaxCategories = 1000;

    private readonly int[] _categories;
    private readonly long[][] _counts;

    private ConfusionMatrix(int[] categories, long[][] counts)
    {
        _categories = categories;
        _counts = counts;
        Total = counts.Sum(row => row.Sum());
    }

    /// <summary>The categories, ascending: the order of rows and columns.</summary>
    public IReadOnlyList<int> Categories => _categories;

    /// <summary>How many pairs were counted, at least 1.</summary>
    public long Total { get; }

    /// <summary>How many pairs agree: the sum of the diagonal.</summary>
    public long Agreements => Enumerable.Range(0, _categories.Length).Sum(index => _counts[index][index]);

    /// <summary>Counts pairs that belong together by position.</summary>
    /// <param name="reference">The categories by the reference: the human, the truth.</param>
    /// <param name="judged">The categories by the judge, in the same order of units. Leave out units that either did not rate.</param>
    /// <exception cref="ArgumentException">There is no pair, the lengths differ, or there are more than 1,000 categories.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> reference, ReadOnlySpan<int> judged)
    {
        if (reference.Length != judged.Length)
        {
            throw new ArgumentException($"Pairs need equally many categories on both sides; there are {reference.Length} and {judged.Length}.", nameof(judged));
        }

        if (reference.IsEmpty)
        {
            throw new ArgumentException("Holds no pair; at least one is needed.", nameof(reference));
        }

        var seen = new SortedSet<int>();
        foreach (var category in reference)
        {
            seen.Add(category);
        }

        foreach (var category in judged)
        {
            seen.Add(category);
        }

        var categories = Sized([.. seen], nameof(reference));
        var counts = Empty(categories.Length);
        for (var pair = 0; pair < reference.Length; pair++)
        {
            counts[Array.BinarySearch(categories, reference[pair])][Array.BinarySearch(categories, judged[pair])]++;
        }

        return new ConfusionMatrix(categories, counts);
    }

    /// <summary>A matrix that was counted elsewhere.</summary>
    /// <param name="categories">The categories, ascending and distinct.</param>
    /// <param name="counts">One row per category of the reference, one column per category of the judge; counts not negative, at least one positive.</param>
    /// <exception cref="ArgumentException">The categories do not ascend, the rows do not fit them, a count is negative, or all are 0.</exception>
    public static ConfusionMatrix FromCounts(ReadOnlySpan<int> categories, IReadOnlyList<IReadOnlyList<long>> counts)
    {
        Check.Items(counts);
        var kept = Sized(categories.ToArray(), nameof(categories));
        for (var index = 1; index < kept.Length; index++)
        {
            if (kept[index] <= kept[index - 1])
            {
                throw new ArgumentException("Categories must ascend, each once.", nameof(categories));
            }
        }

        var matrix = Empty(kept.Length);
        if (counts.Count != kept.Length || counts.Any(row => row.Count != kept.Length || row.Any(count => count is < 0 or > Check.MostCount)))
        {
            throw new ArgumentException($"Must be {kept.Length} rows of {kept.Length} counts, from 0 to {Check.MostCount}.", nameof(counts));
        }

        for (var row = 0; row < kept.Length; row++)
        {
            counts[row].ToArray().CopyTo(matrix[row], 0);
        }

        var result = new ConfusionMatrix(kept, matrix);
        return result.Total > 0 ? result : throw new ArgumentException("Every count is 0; at least one pair is needed.", nameof(counts));
    }

    /// <summary>How many pairs have these two categories; 0 for a category that never came up.</summary>
    /// <param name="reference">The category by the reference.</param>
    /// <param name="judged">The category by the judge.</param>
    public long Count(int reference, int judged)
    {
        var row = Array.BinarySearch(_categories, reference);
        var column = Array.BinarySearch(_categories, judged);
        return row < 0 || column < 0 ? 0 : _counts[row][column];
    }

    /// <summary>The share of pairs on which both agree: the accuracy of the judge, or the percent agreement of two coders, with a Wilson interval.</summary>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <remarks>
    /// Assumes independent units. Not corrected for chance: two coders who both say "fine" 95 % of the time agree on 90 % without looking. Report
    /// <see cref="CohenKappa"/> beside it. Wilson (1927), JASA 22:209.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Estimate Agreement(double level = 0.95) => Proportions.Wilson(Agreements, Total, level);

    /// <summary>The four counts for one category as "positive" and all others as "negative".</summary>
    /// <param name="positive">The category that counts as positive; it need not have come up.</param>
    public BinaryConfusion OneAgainstRest(int positive)
    {
        var index = Array.BinarySearch(_categories, positive);
        if (index < 0)
        {
            return new BinaryConfusion(0, 0, 0, Total);
        }

        var hits = _counts[index][index];
        var positives = _counts[index].Sum();
        var judged = _counts.Sum(row => row[index]);
        return new BinaryConfusion(hits, judged - hits, positives - hits, Total - judged - positives + hits);
    }

    /// <summary>The shares of all pairs, row by row.</summary>
    internal double[][] Shares() => [.. _counts.Select(row => row.Select(count => (double)count / Total).ToArray())];

    private static long[][] Empty(int size) => [.. Enumerable.Range(0, size).Select(_ => new long[size])];

    private static int[] Sized(int[] categories, string name)
    {
        if (categories.Length is 0 or > MaxCategories)
        {
            throw new ArgumentException($"There are {categories.Length} categories; 1 to {MaxCategories} are allowed.", name);
        }

        return categories;
    }
}

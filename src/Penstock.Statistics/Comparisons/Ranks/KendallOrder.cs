namespace Penstock.Statistics.Comparisons.Ranks;

/// <summary>How the pairs of items are ordered by two measurements.</summary>
/// <param name="Score">Pairs ordered alike less pairs ordered differently.</param>
/// <param name="PairsFirst">Pairs that the first measurement tells apart.</param>
/// <param name="PairsSecond">Pairs that the second measurement tells apart.</param>
/// <param name="Variance">The variance of the score under independence, given the ties.</param>
internal readonly record struct KendallOrder(double Score, double PairsFirst, double PairsSecond, double Variance)
{
    public static KendallOrder Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var items = new (double First, double Second)[first.Length];
        for (var index = 0; index < items.Length; index++)
        {
            items[index] = (first[index], second[index]);
        }

        Array.Sort(items);
        var byFirst = Ties.Of(items, (one, other) => one.First == other.First);
        var byBoth = Ties.Of(items, (one, other) => one == other);
        var swaps = Swaps(Array.ConvertAll(items, item => item.Second));
        Array.Sort(items, (one, other) => one.Second.CompareTo(other.Second));
        var bySecond = Ties.Of(items, (one, other) => one.Second == other.Second);

        double n = items.Length;
        var pairs = n * (n - 1) / 2;
        var score = pairs - byFirst.Pairs - bySecond.Pairs + byBoth.Pairs - (2 * swaps);
        var plain = (n * (n - 1) * ((2 * n) + 5)) - byFirst.Spread - bySecond.Spread;
        var variance = (plain / 18)
            + (2 * byFirst.Pairs * bySecond.Pairs / (n * (n - 1)))
            + (byFirst.Triples * bySecond.Triples / (9 * n * (n - 1) * (n - 2)));
        return new KendallOrder(score, pairs - byFirst.Pairs, pairs - bySecond.Pairs, variance);
    }

    // How many pairs are the wrong way round: what a merge sort moves past each other.
    private static double Swaps(double[] values)
    {
        var other = new double[values.Length];
        var swaps = 0.0;
        for (var width = 1; width < values.Length; width *= 2)
        {
            for (var start = 0; start < values.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, values.Length);
                var end = Math.Min(middle + width, values.Length);
                swaps += Merge(values.AsSpan(start, middle - start), values.AsSpan(middle, end - middle), other.AsSpan(start));
            }

            (values, other) = (other, values);
        }

        return swaps;
    }

    private static double Merge(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> target)
    {
        var (fromLeft, fromRight, swaps) = (0, 0, 0L);
        for (var place = 0; place < left.Length + right.Length; place++)
        {
            var takeRight = fromLeft == left.Length || (fromRight < right.Length && right[fromRight] < left[fromLeft]);
            swaps += takeRight ? left.Length - fromLeft : 0;
            target[place] = takeRight ? right[fromRight++] : left[fromLeft++];
        }

        return swaps;
    }

    private readonly record struct Ties(double Pairs, double Spread, double Triples)
    {
        public static Ties Of((double First, double Second)[] sorted, Func<(double First, double Second), (double First, double Second), bool> same)
        {
            var ties = default(Ties);
            for (var start = 0; start < sorted.Length;)
            {
                var end = start + 1;
                while (end < sorted.Length && same(sorted[start], sorted[end]))
                {
                    end++;
                }

                double size = end - start;
                var pairs = size * (size - 1);
                ties = new Ties(ties.Pairs + (pairs / 2), ties.Spread + (pairs * ((2 * size) + 5)), ties.Triples + (pairs * (size - 2)));
                start = end;
            }

            return ties;
        }
    }
}

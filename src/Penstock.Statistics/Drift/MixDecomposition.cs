using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// Splits the change of an overall rate or mean between two periods into what comes from another mix of segments (more hard questions, other languages) and
/// what comes from the segments themselves (the model became worse at the same questions).
/// </summary>
/// <remarks>
/// <para>
/// With shares w and means m, and overall mean M: within = Σ ½(w₀ + w₁)(m₁ − m₀), mix = Σ (w₁ − w₀)(½(m₀ + m₁) − ½(M₀ + M₁)). Symmetric in the periods, without a residual, and
/// exact: parts add up to the change but for rounding. A segment that appears or vanishes has no change of its own and counts as mix.
/// Kitagawa (1955), Journal of the American Statistical Association 50:1168; the symmetric form of Oaxaca and Blinder.
/// </para>
/// <para>
/// The split is arithmetic, not cause: it depends on the segments chosen, and what differs inside a segment shows as within. Standard errors are those of the delta method, with multinomial
/// shares and independent observations; they are too small where observations come in clusters, where segments have fewer than about ten observations, or where the segments were
/// chosen because they changed.
/// </para>
/// </remarks>
public static class MixDecomposition
{
    private const string TotalMethod = "Change of the overall mean, delta method";
    private const string MixMethod = "Mix effect (Kitagawa), delta method";
    private const string WithinMethod = "Within-segment effect (Kitagawa), delta method";

    /// <summary>Splits the change. O(k).</summary>
    /// <param name="segments">Every segment, once. Both periods need at least one observation in all.</param>
    /// <param name="level">The confidence of the intervals, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">There is no segment, a period is empty, a count or a spread is negative, a mean is not finite, or the level is out of range.</exception>
    public static MixDecompositionResult Of(IReadOnlyList<SegmentChange> segments, double level = 0.95)
    {
        Check.Items(segments);
        Check.Level(level);
        var parts = Parts(segments);
        var (before, after) = (default(CompensatedSum), default(CompensatedSum));
        foreach (var part in parts)
        {
            before.Add(part.ShareBefore * part.MeanBefore);
            after.Add(part.ShareAfter * part.MeanAfter);
        }

        var middle = (before.Value + after.Value) / 2;
        var (mix, within) = (default(CompensatedSum), default(CompensatedSum));
        var contributions = new SegmentContribution[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            contributions[index] = parts[index].Contribution(segments[index], middle);
            mix.Add(contributions[index].Mix);
            within.Add(contributions[index].Within);
        }

        var errors = Errors(parts, middle);
        var count = parts[0].TotalBefore + parts[0].TotalAfter;
        return new MixDecompositionResult(
            Estimated(after.Value - before.Value, errors.Total, TotalMethod),
            Estimated(mix.Value, errors.Mix, MixMethod),
            Estimated(within.Value, errors.Within, WithinMethod),
            contributions,
            IsReversal(contributions, after.Value - before.Value));

        Estimate Estimated(double value, double variance, string method)
        {
            var error = Math.Sqrt(variance);
            var margin = Distributions.NormalCritical(level) * error;
            return new Estimate(value, new Interval(value - margin, value + margin), level, count, method) { StandardError = error };
        }
    }

    private static Part[] Parts(IReadOnlyList<SegmentChange> segments)
    {
        var (before, after) = (0L, 0L);
        foreach (var segment in segments)
        {
            ArgumentNullException.ThrowIfNull(segment.Before, nameof(segments));
            ArgumentNullException.ThrowIfNull(segment.After, nameof(segments));
            foreach (var state in new[] { segment.Before, segment.After })
            {
                Check.Count(state.Count, 0, nameof(segments));
                Check.Finite(state.Mean, nameof(segments));
                Check.NotNegative(state.SquaredDeviations, nameof(segments));
            }

            before += segment.Before.Count;
            after += segment.After.Count;
        }

        if (before == 0 || after == 0)
        {
            throw new ArgumentException("Each period needs at least one observation.", nameof(segments));
        }

        var parts = new Part[segments.Count];
        for (var index = 0; index < parts.Length; index++)
        {
            parts[index] = Part.Of(segments[index], before, after);
        }

        return parts;
    }

    // Gradients by means and by shares. Given the shares, means of different segments are independent; shares are multinomial.
    private static (double Total, double Mix, double Within) Errors(Part[] parts, double middle)
    {
        var (total, mix, within) = (default(Spread), default(Spread), default(Spread));
        foreach (var part in parts)
        {
            var (middleShare, move) = ((part.ShareBefore + part.ShareAfter) / 2, part.ShareAfter - part.ShareBefore);
            var (level, change) = (((part.MeanBefore + part.MeanAfter) / 2) - middle, part.MeanAfter - part.MeanBefore);
            var noise = part.VarianceBefore + part.VarianceAfter;
            var alone = part.IsInBoth ? 1 : 2;
            within.Add(part, part.IsInBoth ? middleShare * middleShare * noise : 0, change / 2, change / 2);
            mix.Add(part, move * alone / 2 * (move * alone / 2) * noise, level, level);
            total.Add(
                part,
                (part.ShareBefore * part.ShareBefore * part.VarianceBefore) + (part.ShareAfter * part.ShareAfter * part.VarianceAfter),
                part.MeanBefore - middle,
                part.MeanAfter - middle);
        }

        return (total.Variance(parts[0]), mix.Variance(parts[0]), within.Variance(parts[0]));
    }

    private static bool IsReversal(SegmentContribution[] segments, double change)
    {
        var (rose, fell) = (false, false);
        foreach (var segment in segments)
        {
            rose |= segment.MeanAfter > segment.MeanBefore;
            fell |= segment.MeanAfter < segment.MeanBefore;
        }

        return rose != fell && (rose ? change < 0 : change > 0);
    }

    /// <summary>One segment with a mean in both periods: where it is absent, the mean of the other.</summary>
    private readonly record struct Part(double ShareBefore, double ShareAfter, double MeanBefore, double MeanAfter)
    {
        public long TotalBefore { get; private init; }

        public long TotalAfter { get; private init; }

        public bool IsInBoth { get; private init; }

        /// <summary>The variance of the mean, 0 where the segment is absent.</summary>
        public double VarianceBefore { get; private init; }

        public double VarianceAfter { get; private init; }

        public static Part Of(SegmentChange segment, long before, long after)
        {
            var (first, second) = (segment.Before, segment.After);
            return new Part(
                (double)first.Count / before,
                (double)second.Count / after,
                first.Count > 0 ? first.Mean : second.Mean,
                second.Count > 0 ? second.Mean : first.Mean)
            {
                TotalBefore = before,
                TotalAfter = after,
                IsInBoth = first.Count > 0 && second.Count > 0,
                VarianceBefore = OfMean(first.Count, first.SquaredDeviations),
                VarianceAfter = OfMean(second.Count, second.SquaredDeviations),
            };
        }

        public SegmentContribution Contribution(SegmentChange segment, double middle)
        {
            var level = ((MeanBefore + MeanAfter) / 2) - middle;
            return new SegmentContribution(
                segment.Segment,
                (ShareAfter - ShareBefore) * level,
                (ShareBefore + ShareAfter) / 2 * (MeanAfter - MeanBefore),
                ShareBefore,
                ShareAfter)
            {
                MeanBefore = segment.Before.Count > 0 ? MeanBefore : null,
                MeanAfter = segment.After.Count > 0 ? MeanAfter : null,
            };
        }

        private static double OfMean(long count, double squares) => count == 0 ? 0 : squares / Math.Max(1, count - 1) / count;
    }

    /// <summary>The variance of a sum over segments: the noise of the means, and the noise of the shares of both periods.</summary>
    private struct Spread
    {
        private double _means;
        private double _first;
        private double _firstSquares;
        private double _second;
        private double _secondSquares;

        public void Add(Part part, double means, double byShareBefore, double byShareAfter)
        {
            _means += means;
            _first += part.ShareBefore * byShareBefore;
            _firstSquares += part.ShareBefore * byShareBefore * byShareBefore;
            _second += part.ShareAfter * byShareAfter;
            _secondSquares += part.ShareAfter * byShareAfter * byShareAfter;
        }

        public readonly double Variance(Part part) =>
            _means
            + (Math.Max(0, _firstSquares - (_first * _first)) / part.TotalBefore)
            + (Math.Max(0, _secondSquares - (_second * _second)) / part.TotalAfter);
    }
}

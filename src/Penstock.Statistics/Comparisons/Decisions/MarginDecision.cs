namespace Penstock.Statistics.Comparisons.Decisions;

/// <summary>A verdict on a difference, with all it rests on.</summary>
/// <param name="Verdict">Pass, fail, or inconclusive.</param>
/// <param name="Difference">The difference, candidate minus baseline, with the interval that was held against the margins.</param>
/// <param name="Acceptable">The differences that are acceptable: from −margin upwards, up to +margin, or between two margins.</param>
/// <param name="Alpha">The chance of a pass where the true difference lies just outside: half of what the interval leaves out.</param>
public readonly record struct MarginDecision(Verdict Verdict, Estimate Difference, Interval Acceptable, double Alpha)
{
    /// <summary>
    /// The p-value against the claim: the larger of the two for equivalence. Below <see cref="Alpha"/> exactly where the verdict is a pass.
    /// Null where the interval does not rest on a standard error, such as a score interval.
    /// </summary>
    public double? PValue { get; init; }

    /// <summary>
    /// About how many observations in all would bring a verdict if the difference stayed as it is now; null where the verdict is there, where
    /// the difference lies on a margin, or where the interval is infinite. A forecast for planning, no promise.
    /// </summary>
    public long? CountNeeded { get; init; }
}

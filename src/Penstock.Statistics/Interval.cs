namespace Penstock.Statistics;

/// <summary>A closed range of values, in the unit of what was estimated. A bound may be infinite, never NaN.</summary>
/// <param name="Lower">The lower bound; negative infinity where nothing bounds the value from below.</param>
/// <param name="Upper">The upper bound, at least <paramref name="Lower"/>; positive infinity where nothing bounds the value from above.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>The interval that excludes nothing: what is known before there is enough to say anything.</summary>
    public static Interval Everything => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Upper bound minus lower bound; positive infinity where a bound is missing.</summary>
    public double Width => Upper - Lower;

    /// <summary>Whether the value lies in the interval, bounds included.</summary>
    /// <param name="value">The value. NaN lies in no interval.</param>
    public bool Contains(double value) => value >= Lower && value <= Upper;
}

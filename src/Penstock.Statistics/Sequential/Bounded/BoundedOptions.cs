using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Bounded;

/// <summary>How a sequence for values in a known range is drawn. Choose all of it before the first look.</summary>
public sealed record BoundedOptions
{
    /// <summary>The lowest value an observation can have, finite.</summary>
    public double Low { get; init; }

    /// <summary>The highest value an observation can have, finite and above <see cref="Low"/>. A range that is wider than need be costs observations.</summary>
    public double High { get; init; } = 1;

    /// <summary>The confidence that the sequence covers the truth at every look at once: above 0 and below 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>
    /// Two bounds, or one: <see cref="Alternative.Greater"/> keeps the lower bound alone, <see cref="Alternative.Less"/> the upper bound
    /// alone. The other bound is that of the range.
    /// </summary>
    public Alternative Alternative { get; init; }

    internal static BoundedOptions Default { get; } = new();

    internal BoundedOptions Checked()
    {
        Check.Finite(Low);
        Check.Finite(High);
        Check.Level(Level);
        Check.Defined(Alternative);
        if (!(High - Low >= 1e-100))
        {
            throw new ArgumentOutOfRangeException(nameof(High), High, $"Must be above the low end, {Low}, by at least 1E-100.");
        }

        return this;
    }
}

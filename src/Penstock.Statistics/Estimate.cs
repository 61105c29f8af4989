namespace Penstock.Statistics;

/// <summary>What a sample says of one quantity: the best single value, how far off it may be, and how that was worked out.</summary>
/// <param name="Value">The point estimate, in the unit of the observations unless the method says otherwise.</param>
/// <param name="Interval">The range that covers the true value with probability <paramref name="Level"/>.</param>
/// <param name="Level">The confidence of the interval: above 0 and below 1, 0.95 for 95 %.</param>
/// <param name="Count">How many observations (pairs, items, events: the method says which) it rests on.</param>
/// <param name="Method">The method by its name in the literature, fit to be shown beside the figure.</param>
public readonly record struct Estimate(double Value, Interval Interval, double Level, long Count, string Method)
{
    /// <summary>The lower bound of the interval.</summary>
    public double Lower => Interval.Lower;

    /// <summary>The upper bound of the interval.</summary>
    public double Upper => Interval.Upper;

    /// <summary>The standard error of <see cref="Value"/>, where the method has one.</summary>
    public double? StandardError { get; init; }

    /// <summary>The degrees of freedom behind the interval, where it rests on a t distribution.</summary>
    public double? DegreesOfFreedom { get; init; }
}

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Asymptotic;

/// <summary>How an asymptotic confidence sequence is drawn. Choose all of it before the first look: choosing again costs the guarantee.</summary>
public sealed record AsymptoticOptions
{
    /// <summary>The confidence that the sequence covers the truth at every look at once: above 0 and below 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>
    /// N*, the count at which the interval is tightest against what is possible: about the count at which you expect to decide, at least 1.
    /// Over both arms for a comparison; units (clusters) where the units are clusters. A small one decides earlier and needs better-behaved
    /// data: 5,000 bears a skewness of 6 (lognormal, σ = 1) from the default first look on, 1,000 one of 3 (lognormal, σ = 0.75).
    /// </summary>
    public long TightestAt { get; init; } = 5_000;

    /// <summary>
    /// The count, in each arm, before which nothing is excluded, at least 2: the method rests on means that are close to normal and on a
    /// variance that is close to right, and is not valid from the first observation on. 30 is enough for data without much skew (scores,
    /// differences of pairs); for binary outcomes wait until 20 of the rarer kind are expected.
    /// </summary>
    public long FirstLook { get; init; } = 300;

    /// <summary>
    /// Two bounds, or one: <see cref="Alternative.Greater"/> keeps the lower bound alone (to show that a value is greater than something),
    /// <see cref="Alternative.Less"/> the upper bound alone. The other bound is infinite.
    /// </summary>
    public Alternative Alternative { get; init; }

    internal static AsymptoticOptions Default { get; } = new();

    internal double Alpha => 1 - Level;

    // Any value is valid; this one is near the best at N*. One bound at α is about as far out as two at 2α.
    internal double RhoSquared
    {
        get
        {
            var share = Alternative == Alternative.TwoSided ? Alpha : Math.Min(2 * Alpha, Math.Max(Alpha, 0.5));
            var far = -2 * Math.Log(share);
            return (far + Precise.LogOnePlus(far)) / TightestAt;
        }
    }

    internal AsymptoticOptions Checked()
    {
        Check.Level(Level);
        Check.Count(TightestAt, 1);
        Check.Count(FirstLook, 2);
        Check.Defined(Alternative);
        return this;
    }
}

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Agreement;

/// <summary>How often coders say the same, without correction for chance: any number of coders, missing ratings allowed.</summary>
public static class PercentAgreement
{
    /// <summary>The method that <see cref="Pairwise"/> names.</summary>
    public const string Method = "Mean pairwise agreement, t interval over units";

    /// <summary>The mean over units of the share of coder pairs that agree.</summary>
    /// <param name="ratings">The table; units with fewer than two ratings say nothing and are left out.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>
    /// 0 to 1, with a t interval over units made on the scale of log odds, so within 0 … 1; the count is the number of units used. Where every unit has the same share, the interval allows for as many
    /// unlike units as so many units can miss; with a single unit it is 0 … 1.
    /// </returns>
    /// <remarks>
    /// Assumes independent units. Do not use it alone when one category is common: chance agrees often then; report <see cref="KrippendorffAlpha"/> beside it. For exactly
    /// two coders <see cref="ConfusionMatrix.Agreement"/> has the better (Wilson) interval. Time O(ratings · log ratings). The observed agreement of Fleiss (1971).
    /// </remarks>
    /// <exception cref="ArgumentException">No unit has two ratings.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static Estimate Pairwise(RatingTable ratings, double level = 0.95)
    {
        Check.Level(level);
        var units = new RatingUnits(ratings);
        var shares = new double[units.Count];
        var counts = new int[units.Values.Length];
        for (var unit = 0; unit < units.Count; unit++)
        {
            shares[unit] = Share(units.Unit(unit), counts);
        }

        return ItemMean.Of(shares, level, Method);
    }

    /// <summary>The share of ordered pairs within one unit that agree; the counts come and go as zeros.</summary>
    internal static double Share(ReadOnlySpan<int> codes, int[] counts)
    {
        var agreeing = 0L;
        foreach (var code in codes)
        {
            agreeing += 2L * counts[code]++;
        }

        foreach (var code in codes)
        {
            counts[code] = 0;
        }

        return (double)agreeing / ((long)codes.Length * (codes.Length - 1));
    }
}

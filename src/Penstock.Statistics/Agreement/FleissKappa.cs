using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Agreement;

/// <summary>Agreement beyond chance where every unit has the same number of ratings, not necessarily by the same coders.</summary>
/// <remarks>
/// Fleiss (1971), Psychological Bulletin 76:378; interval from the linearised variance over units of Gwet (2008), Psychometrika 73:407; test variance Fleiss, Nee and
/// Landis (1979), Psychological Bulletin 86:974. Assumes independent units and a nominal scale. Do not use it with missing ratings or ordered grades
/// (<see cref="KrippendorffAlpha"/>), nor with fewer than about twenty units outside the
/// common category, where it misses in 6 % (ten units) to 18 % (three) instead of 5 %. Time O(ratings · log ratings).
/// </remarks>
public static class FleissKappa
{
    private const double Rounding = 1e-12;

    /// <summary>The method that <see cref="Of"/> names.</summary>
    public const string Method = "Fleiss' kappa (Fisher z interval over units)";

    /// <summary>The method that <see cref="Test"/> names.</summary>
    public const string TestMethod = "z test of Fleiss' kappa against chance";

    /// <summary>κ with a t interval over units, made on the scale of Fisher's z = atanh κ.</summary>
    /// <param name="ratings">The table; every unit with the same number of ratings, at least two. Units without any are left out.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>
    /// κ, at most 1, the interval within −1 … 1; the count is the number of units. Where all coders agree on every unit the lower bound is κ with the agreement
    /// at its exact lower bound, (α/2)^(1/units), and the agreement by chance held; with a single unit, or units that are all alike, the interval is −1 … 1.
    /// </returns>
    /// <exception cref="ArgumentException">Units differ in their number of ratings, none has two, or all ratings are one category, where κ is 0/0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static Estimate Of(RatingTable ratings, double level = 0.95)
    {
        Check.Level(level);
        var units = Balanced(ratings);
        var (agreement, byChance, shares) = Sums(units);
        var observed = CompensatedSum.Of(agreement) / units.Count;
        var expected = shares.Sum(share => share * share);
        var kappa = (observed - expected) / (1 - expected);
        if (units.Count == 1)
        {
            return new Estimate(kappa, new Interval(-1, 1), level, 1, Method);
        }

        var squares = default(CompensatedSum);
        for (var unit = 0; unit < units.Count; unit++)
        {
            var own = ((agreement[unit] - expected) / (1 - expected)) - (2 * (1 - kappa) * (byChance[unit] - expected) / (1 - expected));
            squares.Add((own - kappa) * (own - kappa));
        }

        var error = Math.Sqrt(squares.Value / (units.Count - 1) / units.Count);
        var interval = 1 - observed < Rounding ? new Interval(Math.Max(-1, 1 - (ItemMean.Unseen(units.Count, level) / (1 - expected))), 1)
            : kappa > -1 && error > Rounding ? LogitInterval.OfCoefficient(kappa, error, Distributions.StudentCritical(level, units.Count - 1))
            : new Interval(-1, 1);
        return new Estimate(kappa, interval, level, units.Count, Method)
        {
            StandardError = error,
            DegreesOfFreedom = units.Count - 1,
        };
    }

    /// <summary>Tests whether the coders agree more (or less) than chance: κ = 0.</summary>
    /// <param name="ratings">The table; every unit with the same number of ratings, at least two.</param>
    /// <param name="alternative">The direction of interest; "greater" asks whether they agree more than by chance.</param>
    /// <returns>z = κ / SE₀, with κ and its 95 % interval as the effect. A large-sample test.</returns>
    /// <exception cref="ArgumentException">Units differ in their number of ratings, none has two, or all ratings are one category.</exception>
    public static TestResult Test(RatingTable ratings, Alternative alternative = Alternative.TwoSided)
    {
        var effect = Of(ratings);
        var units = Balanced(ratings);
        var shares = Sums(units).Shares;
        var variety = shares.Sum(share => share * (1 - share));
        var skew = shares.Sum(share => share * (1 - share) * (1 - (2 * share)));
        double coders = units.Unit(0).Length;
        var variance = 2 * ((variety * variety) - skew) / (units.Count * coders * (coders - 1) * variety * variety);
        var z = effect.Value / Math.Sqrt(variance);
        return new TestResult(Distributions.NormalP(z, alternative), z, units.Count, TestMethod) { Effect = effect };
    }

    private static RatingUnits Balanced(RatingTable ratings)
    {
        var units = new RatingUnits(ratings);
        var own = new double[ratings.Coders];
        for (var unit = 0; unit < ratings.Units; unit++)
        {
            var count = ratings.CopyUnit(unit, own);
            if (count != 0 && count != units.Unit(0).Length)
            {
                throw new ArgumentException(
                    $"Unit {unit} has {count} ratings, others have {units.Unit(0).Length}; use Krippendorff's alpha where ratings are missing.", nameof(ratings));
            }
        }

        return units.Values.Length > 1
            ? units
            : throw new ArgumentException("All ratings are one category, so agreement by chance is complete and kappa is 0/0; report the percent agreement.", nameof(ratings));
    }

    private static (double[] Agreement, double[] ByChance, double[] Shares) Sums(RatingUnits units)
    {
        var counts = new int[units.Values.Length];
        var shares = new double[units.Values.Length];
        var agreement = new double[units.Count];
        for (var unit = 0; unit < units.Count; unit++)
        {
            agreement[unit] = PercentAgreement.Share(units.Unit(unit), counts);
            foreach (var code in units.Unit(unit))
            {
                shares[code] += 1.0 / units.Ratings;
            }
        }

        var byChance = new double[units.Count];
        for (var unit = 0; unit < units.Count; unit++)
        {
            foreach (var code in units.Unit(unit))
            {
                byChance[unit] += shares[code] / units.Unit(unit).Length;
            }
        }

        return (agreement, byChance, shares);
    }
}

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans to show by two one-sided tests (TOST) that a difference lies between −margin and margin.</summary>
/// <remarks>
/// Assumes what the design assumes, and a margin that was fixed beforehand. Each test has <see cref="PlanOptions.Alpha"/>: 0.05 is an interval of 90 %
/// within the margins. Power = Φ((m−δ)√(n/V) − z) + Φ((m+δ)√(n/V) − z) − 1, not below 0. Not where only a loss matters
/// (<see cref="NonInferiorityPlan"/> needs fewer), and not below 30 observations, where a t test has less power than this.
/// Source: Schuirmann (1987), J. Pharmacokinetics and Biopharmaceutics 15:657; Chow et al. (2017), section 3.2. Constant time.
/// </remarks>
public static class EquivalencePlan
{
    private const string Method = "Normal sample size of two one-sided tests";

    /// <summary>How many observations show equivalence.</summary>
    /// <param name="margin">The difference that would not matter, in the unit of the difference: finite, above 0.</param>
    /// <param name="variance">The design, such as <see cref="UnitVariance.Pairs"/> or <see cref="UnitVariance.TwoProportions"/>, whose difference is candidate minus baseline.</param>
    /// <param name="difference">The difference that is really there: nearer to 0 than the margin.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The size of the first arm, and of the second if there is one; at least 2 to plan with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Plan with a small difference rather than with 0: two systems are seldom the same. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double margin, UnitVariance variance, double difference = 0, PlanOptions? options = null)
    {
        var plan = Checked(margin, variance, difference, options);
        if (!(Math.Abs(difference) < margin))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "Must be nearer to 0 than the margin.");
        }

        // Distances in units of the standard error at size 1, squared at the end.
        var room = (margin - Math.Abs(difference)) / Math.Sqrt(variance.Value);
        var ratio = (margin + Math.Abs(difference)) / (margin - Math.Abs(difference));
        var near = Root.Between(0, NormalPlan.Reach(plan.Alpha, (1 + plan.Power) / 2), at => Overlap(at, at * ratio, plan.Alpha) - plan.Power);
        return PlannedSize.Of(variance.Value == 0 ? 0 : near * near / (room * room) * plan.DesignEffect, Method, variance.Allocation);
    }

    /// <summary>The chance that so many observations show equivalence.</summary>
    /// <param name="count">The size of the first arm: finite, above 0; need not be whole.</param>
    /// <param name="margin">The difference that would not matter, in the unit of the difference: finite, above 0.</param>
    /// <param name="variance">The design, such as <see cref="UnitVariance.Pairs"/> or <see cref="UnitVariance.TwoProportions"/>, whose difference is candidate minus baseline.</param>
    /// <param name="difference">The difference that is really there: finite. At the margin the answer is at most Alpha.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1; 0 where an interval of that size is wider than both margins.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not with a difference that the data themselves showed. Source: as the class.</remarks>
    public static double Power(double count, double margin, UnitVariance variance, double difference = 0, PlanOptions? options = null)
    {
        Check.Positive(count);
        var plan = Checked(margin, variance, difference, options);
        if (variance.Value == 0)
        {
            return Math.Abs(difference) < margin ? 1 : 0;
        }

        var scale = Math.Sqrt(count / plan.DesignEffect / variance.Value);
        return Math.Max(0, Overlap((margin - Math.Abs(difference)) * scale, (margin + Math.Abs(difference)) * scale, plan.Alpha));
    }

    /// <summary>The smallest margin for which so many observations show equivalence with the power asked for.</summary>
    /// <param name="count">The size of the first arm: finite, above 0; need not be whole.</param>
    /// <param name="variance">The design, such as <see cref="UnitVariance.Pairs"/> or <see cref="UnitVariance.TwoProportions"/>, whose difference is candidate minus baseline.</param>
    /// <param name="difference">The difference that is really there: finite.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The margin, in the unit of the difference.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not a way to choose a margin: that is what the users would not notice. Source: as the class.</remarks>
    public static double DetectableMargin(double count, UnitVariance variance, double difference = 0, PlanOptions? options = null)
    {
        Check.Positive(count);
        var plan = Checked(1, variance, difference, options);
        var error = Math.Sqrt(variance.Value * plan.DesignEffect / count);
        if (error == 0)
        {
            return Math.Abs(difference);
        }

        var shift = Math.Abs(difference) / error;
        var near = Root.Between(
            0, NormalPlan.Reach(plan.Alpha, (1 + plan.Power) / 2), at => Overlap(at, at + (2 * shift), plan.Alpha) - plan.Power);
        return (near + shift) * error;
    }

    // Both tests reject together: neither fails, and both cannot fail at once while the interval fits between the margins.
    private static double Overlap(double near, double far, double alpha)
    {
        var z = Distributions.NormalQuantile(alpha);
        return Distributions.NormalLower(near + z) + Distributions.NormalLower(far + z) - 1;
    }

    private static PlanOptions Checked(double margin, UnitVariance variance, double difference, PlanOptions? options)
    {
        Check.Positive(margin);
        variance.CheckMade();
        Check.Finite(difference);
        return NormalPlan.Checked(options);
    }
}

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans to show that a candidate is not worse than the baseline by a margin or more, where a higher value is better.</summary>
/// <remarks>
/// Assumes what the design assumes, and a margin that was fixed beforehand. All of <see cref="PlanOptions.Alpha"/> lies on the one bound: take 0.025 for a gate
/// that reads the lower end of a two-sided interval of 95 %. n = (z₁₋α + z₁₋β)²·V/(margin + difference)². Not to show that both are alike in
/// both directions (<see cref="EquivalencePlan"/>). Where lower is better, swap the sign of the difference.
/// Source: Blackwelder (1982), Controlled Clinical Trials 3:345; Chow et al. (2017), section 3.2 and chapter 4. Constant time.
/// </remarks>
public static class NonInferiorityPlan
{
    private const string Method = "Normal sample size of non-inferiority";

    /// <summary>How many observations show non-inferiority.</summary>
    /// <param name="margin">The loss that would not matter, in the unit of the difference: finite, above 0.</param>
    /// <param name="variance">The design, such as <see cref="UnitVariance.Pairs"/> or <see cref="UnitVariance.TwoProportions"/>, whose difference is candidate minus baseline.</param>
    /// <param name="difference">The difference that is really there: above −margin; 0 if both are alike.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The size of the first arm, and of the second if there is one; at least 2 to plan with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not with a hoped-for gain as the difference. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double margin, UnitVariance variance, double difference = 0, PlanOptions? options = null)
    {
        var plan = Checked(margin, variance, difference, options);
        if (!(margin + difference > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "Must be above -margin: what is worse than the margin cannot be shown not to be.");
        }

        return PlannedSize.Of(NormalPlan.Size(margin + difference, variance.Value, plan.Alpha, plan), Method, variance.Allocation);
    }

    /// <summary>The chance that so many observations show non-inferiority.</summary>
    /// <param name="count">The size of the first arm: finite, above 0; need not be whole.</param>
    /// <param name="margin">The loss that would not matter, in the unit of the difference: finite, above 0.</param>
    /// <param name="variance">The design, such as <see cref="UnitVariance.Pairs"/> or <see cref="UnitVariance.TwoProportions"/>, whose difference is candidate minus baseline.</param>
    /// <param name="difference">The difference that is really there: finite. At −margin the answer is Alpha.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not with a difference that the data themselves showed. Source: as the class.</remarks>
    public static double Power(double count, double margin, UnitVariance variance, double difference = 0, PlanOptions? options = null)
    {
        Check.Positive(count);
        var plan = Checked(margin, variance, difference, options);
        return NormalPlan.Power(count, margin + difference, variance.Value, plan.Alpha, plan);
    }

    /// <summary>The smallest margin for which so many observations show non-inferiority with the power asked for.</summary>
    /// <param name="count">The size of the first arm: finite, above 0; need not be whole.</param>
    /// <param name="variance">The design, such as <see cref="UnitVariance.Pairs"/> or <see cref="UnitVariance.TwoProportions"/>, whose difference is candidate minus baseline.</param>
    /// <param name="difference">The difference that is really there: finite.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The margin, in the unit of the difference; 0 if the gain is so large that superiority would be shown.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not a way to choose a margin: that is what the users would not notice. Source: as the class.</remarks>
    public static double DetectableMargin(double count, UnitVariance variance, double difference = 0, PlanOptions? options = null)
    {
        Check.Positive(count);
        var plan = Checked(1, variance, difference, options);
        return Math.Max(0, NormalPlan.Effect(count, variance.Value, plan.Alpha, plan) - difference);
    }

    private static PlanOptions Checked(double margin, UnitVariance variance, double difference, PlanOptions? options)
    {
        Check.Positive(margin);
        variance.CheckMade();
        Check.Finite(difference);
        return NormalPlan.Checked(options);
    }
}

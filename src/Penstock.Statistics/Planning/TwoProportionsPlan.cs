using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for the difference of the rates of two independent groups: error rate of candidate against baseline.</summary>
/// <remarks>
/// Assumes independent units and enough events (about 20 in each group; with 8 and 38 a plan for 80 % reaches 78 %). n₁ = (z₁₋α/₂ + z₁₋β)²·(p₁q₁ + p₂q₂/r)/(p₁ − p₂)², unpooled. Not for
/// rarer events (<see cref="FisherPlan"/>, or <see cref="ZeroFailurePlan"/> for one group), not for the same items under both
/// (<see cref="PairedBinaryPlan"/>), not for requests of the same users unless <see cref="PlanOptions.DesignEffect"/> says so. Power counts
/// conclusions in the right direction only. Source: Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions; Chow et al. (2017), chapter 4. Constant time.
/// </remarks>
public static class TwoProportionsPlan
{
    private const string Method = "Normal sample size of two proportions (unpooled)";

    /// <summary>How many units in each group show the difference between two rates.</summary>
    /// <param name="first">The expected rate in the first group: 0 to 1.</param>
    /// <param name="second">The expected rate in the second group: 0 to 1, not equal to the first.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The sizes of both groups, at least 2 each to plan with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not for rare events. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double first, double second, double allocation = 1, PlanOptions? options = null)
    {
        var (effect, variance, plan) = Checked(first, second, allocation, options);
        return PlannedSize.Of(NormalPlan.Size(effect, variance, NormalPlan.Tail(plan), plan), Method, allocation);
    }

    /// <summary>The chance that groups of this size show the difference.</summary>
    /// <param name="count">Units in the first group: finite, above 0; need not be whole.</param>
    /// <param name="first">The expected rate in the first group: 0 to 1.</param>
    /// <param name="second">The expected rate in the second group: 0 to 1, not equal to the first.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for rare events. Source: as the class.</remarks>
    public static double Power(double count, double first, double second, double allocation = 1, PlanOptions? options = null)
    {
        Check.Positive(count);
        var (effect, variance, plan) = Checked(first, second, allocation, options);
        return NormalPlan.Power(count, effect, variance, NormalPlan.Tail(plan), plan);
    }

    /// <summary>The smallest rise above the first group's rate that groups of this size show with the power asked for.</summary>
    /// <param name="count">Units in the first group: finite, above 0; need not be whole.</param>
    /// <param name="first">The expected rate in the first group: 0 to 1.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The rise, positive; positive infinity if even a rise to 1 would be missed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not a statement about the rise that is there. Source: the formula of the class, solved for p₂.</remarks>
    public static double DetectableRise(double count, double first, double allocation = 1, PlanOptions? options = null)
    {
        Check.Positive(count);
        Check.Probability(first);
        Check.Positive(allocation);
        var plan = NormalPlan.Checked(options);

        // (p₂ − p₁)²·n = z²·(p₁q₁ + p₂q₂/r) is a quadratic in the rise, with one root above 0.
        var reach = NormalPlan.Reach(NormalPlan.Tail(plan), plan.Power);
        var unit = reach * reach * plan.DesignEffect / count;
        var (a, b, c) = (1 + (unit / allocation), unit / allocation * (1 - (2 * first)), unit * first * (1 - first) * (1 + (1 / allocation)));
        var rise = (b + Math.Sqrt((b * b) + (4 * a * c))) / (2 * a);
        return rise > 0 && first + rise <= 1 ? rise : double.PositiveInfinity;
    }

    /// <summary>The smallest fall below the first group's rate that groups of this size show with the power asked for.</summary>
    /// <param name="count">Units in the first group: finite, above 0; need not be whole.</param>
    /// <param name="first">The expected rate in the first group: 0 to 1.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The fall, positive; positive infinity if even a fall to 0 would be missed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not a statement about the fall that is there. Source: as <see cref="DetectableRise"/>.</remarks>
    public static double DetectableFall(double count, double first, double allocation = 1, PlanOptions? options = null)
    {
        Check.Probability(first);
        return DetectableRise(count, 1 - first, allocation, options);
    }

    private static (double Effect, double Variance, PlanOptions Plan) Checked(double first, double second, double allocation, PlanOptions? options)
    {
        var variance = UnitVariance.TwoProportions(first, second, allocation).Value;
        NormalPlan.CheckEffect(second - first, nameof(second));
        return (Math.Abs(second - first), variance, NormalPlan.Checked(options));
    }
}

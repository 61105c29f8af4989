using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for the Mann-Whitney test of two independent groups: graded answers, latencies, anything with an order.</summary>
/// <remarks>
/// Assumes independent units and an effect small enough that both groups spread alike; for |p − ½| above 0.2 it asks for somewhat too many. N = (z₁₋α/₂ + z₁₋β)²/(12·c·(1−c)·(p−½)²)
/// in all, c the first group's share. Ties reduce the power and are not counted in: with few grades add a tenth or simulate. Not for means or
/// costs, whose sum matters (<see cref="TwoMeansPlan"/>). Power counts conclusions in the right direction only. Source: Noether (1987), JASA 82:645. Constant time.
/// </remarks>
public static class MannWhitneyPlan
{
    private const string Method = "Noether's sample size of the Mann-Whitney test";

    /// <summary>How many units in each group show the superiority.</summary>
    /// <param name="superiority">The chance that a value of the second group exceeds one of the first, ties counting half: 0 to 1, not 0.5.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The sizes of both groups, at least 2 each to plan with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not for grades with few steps without an allowance for ties. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double superiority, double allocation = 1, PlanOptions? options = null)
    {
        var (effect, variance, plan) = Checked(superiority, allocation, options);
        return PlannedSize.Of(NormalPlan.Size(effect, variance, NormalPlan.Tail(plan), plan), Method, allocation);
    }

    /// <summary>The chance that groups of this size show the superiority.</summary>
    /// <param name="count">Units in the first group: finite, above 0; need not be whole.</param>
    /// <param name="superiority">The chance that a value of the second group exceeds one of the first, ties counting half: 0 to 1, not 0.5.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not with a superiority that the data themselves showed. Source: as the class.</remarks>
    public static double Power(double count, double superiority, double allocation = 1, PlanOptions? options = null)
    {
        Check.Positive(count);
        var (effect, variance, plan) = Checked(superiority, allocation, options);
        return NormalPlan.Power(count, effect, variance, NormalPlan.Tail(plan), plan);
    }

    /// <summary>The smallest superiority above one half that groups of this size show with the power asked for.</summary>
    /// <param name="count">Units in the first group: finite, above 0; need not be whole.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The superiority: above 0.5, at most 1; positive infinity if even 1 would be missed. One minus it is the same effect the other way.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not a statement about the superiority that is there. Source: as the class.</remarks>
    public static double DetectableSuperiority(double count, double allocation = 1, PlanOptions? options = null)
    {
        Check.Positive(count);
        var (_, variance, plan) = Checked(1, allocation, options);
        var superiority = 0.5 + NormalPlan.Effect(count, variance, NormalPlan.Tail(plan), plan);
        return superiority <= 1 ? superiority : double.PositiveInfinity;
    }

    private static (double Effect, double Variance, PlanOptions Plan) Checked(double superiority, double allocation, PlanOptions? options)
    {
        Check.Probability(superiority);
        if (superiority == 0.5)
        {
            throw new ArgumentOutOfRangeException(nameof(superiority), superiority, "Must differ from 0.5: no study is large enough to see no effect.");
        }

        Check.Positive(allocation);
        return (Math.Abs(superiority - 0.5), UnitVariance.Superiority(allocation).Value, NormalPlan.Checked(options));
    }
}

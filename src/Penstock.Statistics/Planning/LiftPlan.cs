using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for a relative lift, candidate mean over baseline mean minus one: "10 % cheaper per request".</summary>
/// <remarks>
/// Assumes independent users and a baseline mean that is positive and known to well within its size (its standard error below a tenth of it), where the delta
/// method holds: variance of the lift = (σₜ²/r + (1+L)²·σ꜀²)/(μ꜀²·n). The variance is taken at the lift for a rise and at no lift for
/// a fall, whichever is larger, so that the plan errs towards too many (a plan for 80 % on a rise of 20 % reaches 84 %). For a ratio metric (cost per token, clicks per view) take the standard deviation
/// per user of x − R·y over the mean of y. Not for a mean near 0, where no ratio means anything: plan the difference by
/// <see cref="TwoMeansPlan"/>. Sizes are of the baseline. Power counts conclusions in the right direction only.
/// Source: Deng, Knoblich and Lu (2018), KDD, on percent changes; Kohavi, Tang and Xu (2020), Trustworthy Online Controlled Experiments, chapter 18. Constant time.
/// </remarks>
public static class LiftPlan
{
    private const string Method = "Delta-method sample size of a relative lift";

    /// <summary>How many users in each arm show the lift.</summary>
    /// <param name="lift">The lift to see: at least −1, not 0; 0.1 for 10 % more.</param>
    /// <param name="baseline">The standard deviation in the baseline divided by the baseline's mean: finite, above 0.</param>
    /// <param name="candidate">The standard deviation in the candidate divided by the baseline's mean: finite, above 0.</param>
    /// <param name="allocation">The size of the candidate divided by that of the baseline: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The sizes of baseline and candidate, at least 2 each to plan with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not for a mean near 0. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double lift, double baseline, double candidate, double allocation = 1, PlanOptions? options = null)
    {
        CheckLift(lift);
        CheckSpread(baseline, candidate, allocation);
        var plan = NormalPlan.Checked(options);
        var variance = Variance(lift, baseline, candidate, allocation);
        return PlannedSize.Of(NormalPlan.Size(lift, variance, NormalPlan.Tail(plan), plan), Method, allocation);
    }

    /// <summary>The chance that arms of this size show the lift.</summary>
    /// <param name="count">Users in the baseline: finite, above 0; need not be whole.</param>
    /// <param name="lift">The lift: at least −1, not 0.</param>
    /// <param name="baseline">The standard deviation in the baseline divided by the baseline's mean: finite, above 0.</param>
    /// <param name="candidate">The standard deviation in the candidate divided by the baseline's mean: finite, above 0.</param>
    /// <param name="allocation">The size of the candidate divided by that of the baseline: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for a mean near 0. Source: as the class.</remarks>
    public static double Power(double count, double lift, double baseline, double candidate, double allocation = 1, PlanOptions? options = null)
    {
        Check.Positive(count);
        CheckLift(lift);
        CheckSpread(baseline, candidate, allocation);
        var plan = NormalPlan.Checked(options);
        return NormalPlan.Power(count, Math.Abs(lift), Variance(lift, baseline, candidate, allocation), NormalPlan.Tail(plan), plan);
    }

    /// <summary>The smallest rise that arms of this size show with the power asked for.</summary>
    /// <param name="count">Users in the baseline: finite, above 0; need not be whole.</param>
    /// <param name="baseline">The standard deviation in the baseline divided by the baseline's mean: finite, above 0.</param>
    /// <param name="candidate">The standard deviation in the candidate divided by the baseline's mean: finite, above 0.</param>
    /// <param name="allocation">The size of the candidate divided by that of the baseline: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The lift, positive; positive infinity if the baseline is too small for any rise to be seen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for a mean near 0. Source: the formula of the class, solved for L.</remarks>
    public static double DetectableRise(double count, double baseline, double candidate, double allocation = 1, PlanOptions? options = null)
    {
        var plan = Checked(count, baseline, candidate, allocation, options);

        // L²·n = z²·(vₜ²/r + (1+L)²·v꜀²) is (1−b)·L² − 2b·L − (b+d) = 0 with b and d above 0.
        var reach = NormalPlan.Reach(NormalPlan.Tail(plan), plan.Power);
        var unit = reach * reach * plan.DesignEffect / count;
        var (b, d) = (unit * baseline * baseline, unit * candidate * candidate / allocation);
        return b < 1 ? (b + Math.Sqrt((b * b) + ((1 - b) * (b + d)))) / (1 - b) : double.PositiveInfinity;
    }

    /// <summary>The smallest fall that arms of this size show with the power asked for.</summary>
    /// <param name="count">Users in the baseline: finite, above 0; need not be whole.</param>
    /// <param name="baseline">The standard deviation in the baseline divided by the baseline's mean: finite, above 0.</param>
    /// <param name="candidate">The standard deviation in the candidate divided by the baseline's mean: finite, above 0.</param>
    /// <param name="allocation">The size of the candidate divided by that of the baseline: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The lift, negative; negative infinity if even a fall to 0 would be missed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for a mean near 0. Source: the formula of the class, solved for L.</remarks>
    public static double DetectableFall(double count, double baseline, double candidate, double allocation = 1, PlanOptions? options = null)
    {
        var plan = Checked(count, baseline, candidate, allocation, options);
        var lift = -NormalPlan.Effect(count, Variance(-1, baseline, candidate, allocation), NormalPlan.Tail(plan), plan);
        return lift >= -1 ? lift : double.NegativeInfinity;
    }

    private static double Variance(double lift, double baseline, double candidate, double allocation) =>
        UnitVariance.Lift(Math.Max(0, lift), baseline, candidate, allocation).Value;

    private static PlanOptions Checked(double count, double baseline, double candidate, double allocation, PlanOptions? options)
    {
        Check.Positive(count);
        CheckSpread(baseline, candidate, allocation);
        return NormalPlan.Checked(options);
    }

    private static void CheckLift(double lift)
    {
        NormalPlan.CheckEffect(lift, nameof(lift));
        if (lift < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(lift), lift, "Must be at least -1: a mean of 0 is the largest fall.");
        }
    }

    private static void CheckSpread(double baseline, double candidate, double allocation)
    {
        Check.Positive(baseline);
        Check.Positive(candidate);
        Check.Positive(allocation);
    }
}

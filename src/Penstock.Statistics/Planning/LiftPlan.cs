using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for a relative lift, treatment mean over control mean minus one: "10 % cheaper per request".</summary>
/// <remarks>
/// Assumes independent users and a control mean that is positive and known to well within its size (its standard error below a tenth of it), where the delta
/// method holds: variance of the lift = (σₜ²/r + (1+L)²·σ꜀²)/(μ꜀²·n). For a ratio metric (cost per token, clicks per view) take the standard deviation
/// per user of x − R·y over the mean of y. Not for a mean near 0, where no ratio means anything: plan the difference by
/// <see cref="TwoMeansPlan"/>. Sizes are of the control. Power counts conclusions in the right direction only.
/// Source: Deng, Knoblich and Lu (2018), KDD, section 3.1; Kohavi, Tang and Xu (2020), Trustworthy Online Controlled Experiments, chapter 18. Constant time.
/// </remarks>
public static class LiftPlan
{
    private const string Method = "Delta-method sample size of a relative lift";

    /// <summary>How many users in each arm show the lift.</summary>
    /// <param name="lift">The lift to see: at least −1, not 0; 0.1 for 10 % more.</param>
    /// <param name="control">The standard deviation in the control divided by the control's mean: finite, above 0.</param>
    /// <param name="treatment">The standard deviation in the treatment divided by the control's mean: finite, above 0.</param>
    /// <param name="allocation">The size of the treatment divided by that of the control: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The sizes of control and treatment, at least 2 each to plan with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not for a mean near 0. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double lift, double control, double treatment, double allocation = 1, PlanOptions? options = null)
    {
        CheckLift(lift);
        CheckSpread(control, treatment, allocation);
        var plan = NormalPlan.Checked(options);
        var variance = UnitVariance.Lift(lift, control, treatment, allocation).Value;
        return PlannedSize.Of(NormalPlan.Size(lift, variance, NormalPlan.Tail(plan), plan), Method, allocation);
    }

    /// <summary>The chance that arms of this size show the lift.</summary>
    /// <param name="count">Users in the control: finite, above 0; need not be whole.</param>
    /// <param name="lift">The lift: at least −1, not 0.</param>
    /// <param name="control">The standard deviation in the control divided by the control's mean: finite, above 0.</param>
    /// <param name="treatment">The standard deviation in the treatment divided by the control's mean: finite, above 0.</param>
    /// <param name="allocation">The size of the treatment divided by that of the control: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for a mean near 0. Source: as the class.</remarks>
    public static double Power(double count, double lift, double control, double treatment, double allocation = 1, PlanOptions? options = null)
    {
        Check.Positive(count);
        CheckLift(lift);
        CheckSpread(control, treatment, allocation);
        var plan = NormalPlan.Checked(options);
        return NormalPlan.Power(count, Math.Abs(lift), UnitVariance.Lift(lift, control, treatment, allocation).Value, NormalPlan.Tail(plan), plan);
    }

    /// <summary>The smallest rise that arms of this size show with the power asked for.</summary>
    /// <param name="count">Users in the control: finite, above 0; need not be whole.</param>
    /// <param name="control">The standard deviation in the control divided by the control's mean: finite, above 0.</param>
    /// <param name="treatment">The standard deviation in the treatment divided by the control's mean: finite, above 0.</param>
    /// <param name="allocation">The size of the treatment divided by that of the control: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The lift, positive; positive infinity if the control is too small for any rise to be seen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for a mean near 0. Source: the formula of the class, solved for L.</remarks>
    public static double DetectableRise(double count, double control, double treatment, double allocation = 1, PlanOptions? options = null)
    {
        var (a, b, root) = Quadratic(count, control, treatment, allocation, options);
        return a > 0 ? (b + root) / a : double.PositiveInfinity;
    }

    /// <summary>The smallest fall that arms of this size show with the power asked for.</summary>
    /// <param name="count">Users in the control: finite, above 0; need not be whole.</param>
    /// <param name="control">The standard deviation in the control divided by the control's mean: finite, above 0.</param>
    /// <param name="treatment">The standard deviation in the treatment divided by the control's mean: finite, above 0.</param>
    /// <param name="allocation">The size of the treatment divided by that of the control: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The lift, negative; negative infinity if even a fall to 0 would be missed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for a mean near 0. Source: the formula of the class, solved for L.</remarks>
    public static double DetectableFall(double count, double control, double treatment, double allocation = 1, PlanOptions? options = null)
    {
        var (_, b, root) = Quadratic(count, control, treatment, allocation, options);

        // The root on the side of a fall, in the form that does not divide by a (which may be 0).
        var constant = Constant(control, treatment, allocation, count, NormalPlan.Checked(options));
        var lift = -constant / (b + root);
        return lift >= -1 ? lift : double.NegativeInfinity;
    }

    // L²·n = z²·(vₜ²/r + (1+L)²·v꜀²) is a·L² − 2b·L − c = 0 with b and c above 0.
    private static (double A, double B, double Root) Quadratic(double count, double control, double treatment, double allocation, PlanOptions? options)
    {
        Check.Positive(count);
        CheckSpread(control, treatment, allocation);
        var plan = NormalPlan.Checked(options);
        var b = Unit(count, plan) * control * control;
        var a = 1 - b;
        return (a, b, Math.Sqrt(Math.Max(0, (b * b) + (a * Constant(control, treatment, allocation, count, plan)))));
    }

    private static double Constant(double control, double treatment, double allocation, double count, PlanOptions plan) =>
        Unit(count, plan) * ((treatment * treatment / allocation) + (control * control));

    private static double Unit(double count, PlanOptions plan)
    {
        var reach = NormalPlan.Reach(NormalPlan.Tail(plan), plan.Power);
        return reach * reach * plan.DesignEffect / count;
    }

    private static void CheckLift(double lift)
    {
        NormalPlan.CheckEffect(lift, nameof(lift));
        if (lift < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(lift), lift, "Must be at least -1: a mean of 0 is the largest fall.");
        }
    }

    private static void CheckSpread(double control, double treatment, double allocation)
    {
        Check.Positive(control);
        Check.Positive(treatment);
        Check.Positive(allocation);
    }
}

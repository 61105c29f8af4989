using Penstock.Statistics.Comparisons;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for the difference of the means of two independent groups: candidate against baseline, arm against arm.</summary>
/// <remarks>
/// <para>All assume independent units and standard deviations that are known well enough. The plain methods take the normal distribution
/// (Chow, Shao, Wang and Lokhnygina 2017, Sample Size Calculations in Clinical Research, section 3.2); those on Student plan for Welch's test, with the
/// degrees of freedom of Satterthwaite and the noncentral t distribution. Sizes are of the first group. Power counts conclusions in the right direction only. Constant time.</para>
/// <para>Not for the same items under both (<see cref="MeanPlan"/> needs far fewer), not for rates (<see cref="TwoProportionsPlan"/>), not for sequential designs.</para>
/// </remarks>
public static class TwoMeansPlan
{
    private const string NormalMethod = "Normal sample size of two means";
    private const string StudentMethod = "Noncentral t sample size of Welch's test";

    /// <summary>How many units in each group show a difference of the given size.</summary>
    /// <param name="effect">The difference to see, in the unit of the observations: finite, not 0; its sign does not matter.</param>
    /// <param name="first">The standard deviation in the first group: finite, above 0.</param>
    /// <param name="second">The standard deviation in the second group: finite, above 0.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The sizes of both groups, at least 2 each to plan with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not below about 30 in a group: use <see cref="SampleSizeStudent"/>. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double effect, double first, double second, double allocation = 1, PlanOptions? options = null)
    {
        var (variance, plan) = Checked(effect, UnitVariance.TwoMeans(first, second, allocation), options);
        return PlannedSize.Of(NormalPlan.Size(effect, variance, NormalPlan.Tail(plan), plan), NormalMethod, allocation);
    }

    /// <summary>The chance that groups of this size show the effect.</summary>
    /// <param name="count">Units in the first group: finite, above 0; need not be whole.</param>
    /// <param name="effect">The difference, in the unit of the observations: finite, not 0; its sign does not matter.</param>
    /// <param name="first">The standard deviation in the first group: finite, above 0.</param>
    /// <param name="second">The standard deviation in the second group: finite, above 0.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not with an effect that the data themselves showed. Source: as the class.</remarks>
    public static double Power(double count, double effect, double first, double second, double allocation = 1, PlanOptions? options = null)
    {
        Check.Positive(count);
        var (variance, plan) = Checked(effect, UnitVariance.TwoMeans(first, second, allocation), options);
        return NormalPlan.Power(count, Math.Abs(effect), variance, NormalPlan.Tail(plan), plan);
    }

    /// <summary>The smallest difference that groups of this size show with the power asked for.</summary>
    /// <param name="count">Units in the first group: finite, above 0; need not be whole.</param>
    /// <param name="first">The standard deviation in the first group: finite, above 0.</param>
    /// <param name="second">The standard deviation in the second group: finite, above 0.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The minimum detectable effect, positive, in the unit of the observations.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not a statement about the effect that is there. Source: as the class.</remarks>
    public static double DetectableEffect(double count, double first, double second, double allocation = 1, PlanOptions? options = null)
    {
        Check.Positive(count);
        var (variance, plan) = Checked(1, UnitVariance.TwoMeans(first, second, allocation), options);
        return NormalPlan.Effect(count, variance, NormalPlan.Tail(plan), plan);
    }

    /// <summary>As <see cref="SampleSize"/>, for Welch's t test: all but exact for normal observations.</summary>
    /// <param name="effect">The difference to see, in the unit of the observations: finite, not 0; its sign does not matter.</param>
    /// <param name="first">The standard deviation in the first group: finite, above 0.</param>
    /// <param name="second">The standard deviation in the second group: finite, above 0.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The sizes of both groups: at least 2 each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not for strongly skewed values in small groups. Source: as the class; the degrees of freedom: Welch (1947), Biometrika 34:28.</remarks>
    public static PlannedSize SampleSizeStudent(double effect, double first, double second, double allocation = 1, PlanOptions? options = null)
    {
        var (variance, plan) = Checked(effect, UnitVariance.TwoMeans(first, second, allocation), options);
        var exact = StudentPlan.Size(effect, variance, Freedom(first, second, allocation), plan, Math.Max(2, 2 / allocation));
        return PlannedSize.Of(exact, StudentMethod, allocation);
    }

    /// <summary>As <see cref="Power"/>, for Welch's t test: all but exact for normal observations.</summary>
    /// <param name="count">Units in the first group, need not be whole; both groups need at least 2.</param>
    /// <param name="effect">The difference, in the unit of the observations: finite, not 0; its sign does not matter.</param>
    /// <param name="first">The standard deviation in the first group: finite, above 0.</param>
    /// <param name="second">The standard deviation in the second group: finite, above 0.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for strongly skewed values in small groups. Source: as the class.</remarks>
    public static double PowerStudent(double count, double effect, double first, double second, double allocation = 1, PlanOptions? options = null)
    {
        var (variance, plan) = Checked(effect, UnitVariance.TwoMeans(first, second, allocation), options);
        StudentPlan.CheckCount(Math.Min(count, count * allocation), nameof(count));
        return StudentPlan.Power(count, effect, variance, Freedom(first, second, allocation), plan);
    }

    /// <summary>As <see cref="DetectableEffect"/>, for Welch's t test: all but exact for normal observations.</summary>
    /// <param name="count">Units in the first group, need not be whole; both groups need at least 2.</param>
    /// <param name="first">The standard deviation in the first group: finite, above 0.</param>
    /// <param name="second">The standard deviation in the second group: finite, above 0.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The minimum detectable effect, positive, in the unit of the observations.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for strongly skewed values in small groups. Source: as the class.</remarks>
    public static double DetectableEffectStudent(double count, double first, double second, double allocation = 1, PlanOptions? options = null)
    {
        var (variance, plan) = Checked(1, UnitVariance.TwoMeans(first, second, allocation), options);
        StudentPlan.CheckCount(Math.Min(count, count * allocation), nameof(count));
        return StudentPlan.Effect(count, variance, Freedom(first, second, allocation), plan);
    }

    private static Func<double, double> Freedom(double first, double second, double allocation) => count =>
    {
        var others = count * allocation;
        return Student.Satterthwaite(first * first / count, count - 1, second * second / others, others - 1);
    };

    private static (double Variance, PlanOptions Plan) Checked(double effect, UnitVariance variance, PlanOptions? options)
    {
        NormalPlan.CheckEffect(effect, nameof(effect));
        return (variance.Value, NormalPlan.Checked(options));
    }
}

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for one mean against a fixed value, and for the mean of paired differences: two prompts on the same items.</summary>
/// <remarks>
/// <para>All assume independent items (pairs) and a standard deviation that is known well enough from a pilot. The plain methods take the
/// normal distribution (Miller 2024, arXiv:2411.00640, equation 9; the classic n = (z₁₋α/₂ + z₁₋β)²·ω²/δ²); those on Student
/// count the doubt about the standard deviation in (noncentral t: Johnson, Kotz and Balakrishnan 1995, chapter 31) and ask for about two items more.
/// Power counts conclusions in the right direction only. Constant time.</para>
/// <para>Not for binary pairs (<see cref="PairedBinaryPlan"/>), not for separate groups (<see cref="TwoMeansPlan"/>), not for sequential designs, and
/// the plain ones not below 30 items.</para>
/// </remarks>
public static class MeanPlan
{
    private const string NormalMethod = "Normal sample size of a mean";
    private const string StudentMethod = "Noncentral t sample size of a mean";

    /// <summary>How many items or pairs show a mean (difference) of the given size.</summary>
    /// <param name="effect">The difference to see, in the unit of the observations: finite, not 0; its sign does not matter.</param>
    /// <param name="standardDeviation">The standard deviation of the observations or of the differences of pairs: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The number of items or pairs, at least 2 to plan with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not below about 30 items: use <see cref="SampleSizeStudent"/>. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double effect, double standardDeviation, PlanOptions? options = null)
    {
        var plan = Checked(effect, standardDeviation, options);
        return PlannedSize.Of(NormalPlan.Size(effect, standardDeviation * standardDeviation, NormalPlan.Tail(plan), plan), NormalMethod);
    }

    /// <summary>The chance that so many items or pairs show the effect.</summary>
    /// <param name="count">Items or pairs: finite, above 0; need not be whole.</param>
    /// <param name="effect">The difference, in the unit of the observations: finite, not 0; its sign does not matter.</param>
    /// <param name="standardDeviation">The standard deviation of the observations or of the differences of pairs: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not with an effect that the data themselves showed ("observed power" repeats the p-value). Source: as the class.</remarks>
    public static double Power(double count, double effect, double standardDeviation, PlanOptions? options = null)
    {
        Check.Positive(count);
        var plan = Checked(effect, standardDeviation, options);
        return NormalPlan.Power(count, Math.Abs(effect), standardDeviation * standardDeviation, NormalPlan.Tail(plan), plan);
    }

    /// <summary>The smallest difference that so many items or pairs show with the power asked for.</summary>
    /// <param name="count">Items or pairs: finite, above 0; need not be whole.</param>
    /// <param name="standardDeviation">The standard deviation of the observations or of the differences of pairs: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The minimum detectable effect, positive, in the unit of the observations.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not a statement about the effect that is there. Source: as the class.</remarks>
    public static double DetectableEffect(double count, double standardDeviation, PlanOptions? options = null)
    {
        Check.Positive(count);
        var plan = Checked(1, standardDeviation, options);
        return NormalPlan.Effect(count, standardDeviation * standardDeviation, NormalPlan.Tail(plan), plan);
    }

    /// <summary>As <see cref="SampleSize"/>, for a t test: exact for normal observations.</summary>
    /// <param name="effect">The difference to see, in the unit of the observations: finite, not 0; its sign does not matter.</param>
    /// <param name="standardDeviation">The standard deviation of the observations or of the differences of pairs: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The number of items or pairs: at least 2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not for strongly skewed values at small n, where the t test itself fails. Source: as the class.</remarks>
    public static PlannedSize SampleSizeStudent(double effect, double standardDeviation, PlanOptions? options = null)
    {
        var plan = Checked(effect, standardDeviation, options);
        return PlannedSize.Of(StudentPlan.Size(effect, standardDeviation * standardDeviation, Freedom, plan), StudentMethod);
    }

    /// <summary>As <see cref="Power"/>, for a t test: exact for normal observations.</summary>
    /// <param name="count">Items or pairs: at least 2; need not be whole.</param>
    /// <param name="effect">The difference, in the unit of the observations: finite, not 0; its sign does not matter.</param>
    /// <param name="standardDeviation">The standard deviation of the observations or of the differences of pairs: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for strongly skewed values at small n. Source: as the class.</remarks>
    public static double PowerStudent(double count, double effect, double standardDeviation, PlanOptions? options = null)
    {
        StudentPlan.CheckCount(count);
        var plan = Checked(effect, standardDeviation, options);
        return StudentPlan.Power(count, effect, standardDeviation * standardDeviation, Freedom, plan);
    }

    /// <summary>As <see cref="DetectableEffect"/>, for a t test: exact for normal observations.</summary>
    /// <param name="count">Items or pairs: at least 2; need not be whole.</param>
    /// <param name="standardDeviation">The standard deviation of the observations or of the differences of pairs: finite, above 0.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The minimum detectable effect, positive, in the unit of the observations.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for strongly skewed values at small n. Source: as the class.</remarks>
    public static double DetectableEffectStudent(double count, double standardDeviation, PlanOptions? options = null)
    {
        StudentPlan.CheckCount(count);
        var plan = Checked(1, standardDeviation, options);
        return StudentPlan.Effect(count, standardDeviation * standardDeviation, Freedom, plan);
    }

    private static double Freedom(double count) => count - 1;

    private static PlanOptions Checked(double effect, double standardDeviation, PlanOptions? options)
    {
        NormalPlan.CheckEffect(effect, nameof(effect));
        Check.Positive(standardDeviation);
        return NormalPlan.Checked(options);
    }
}

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for the χ² test: does the mix of intents, languages or grades differ from what is expected, or between groups?</summary>
/// <remarks>
/// Assumes independent observations and at least about 5 expected in every cell. The statistic has the noncentral χ² distribution with noncentrality n·w².
/// It has no direction, so <see cref="PlanOptions.TwoSided"/> is not read. Not for ordered categories (<see cref="MannWhitneyPlan"/> sees shifts with fewer).
/// Source: Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, chapter 7; Guenther (1977), American Statistician 31:83. O(√(n·w²)) time.
/// </remarks>
public static class ChiSquaredPlan
{
    private const string Method = "Noncentral chi-squared sample size";

    /// <summary>How many observations, of all cells together, show an effect of size w.</summary>
    /// <param name="effect">Cohen's w, √Σ(p₁ − p₀)²/p₀ over the cells: finite, above 0; 0.1 is called small, 0.3 medium, 0.5 large.</param>
    /// <param name="degreesOfFreedom">Of the test: cells − 1 for one distribution, (rows−1)·(columns−1) for a table; at least 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The number of observations, at least 2 to plan with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not for tables with rare cells. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double effect, int degreesOfFreedom, PlanOptions? options = null)
    {
        Check.Positive(effect);
        var plan = Checked(degreesOfFreedom, options);
        return PlannedSize.Of(Noncentrality(degreesOfFreedom, plan) / effect / effect * plan.DesignEffect, Method);
    }

    /// <summary>The chance that so many observations show the effect.</summary>
    /// <param name="count">Observations of all cells together: finite, above 0; need not be whole.</param>
    /// <param name="effect">Cohen's w, √Σ(p₁ − p₀)²/p₀ over the cells: finite, above 0; 0.1 is called small, 0.3 medium, 0.5 large.</param>
    /// <param name="degreesOfFreedom">Of the test: cells − 1 for one distribution, (rows−1)·(columns−1) for a table; at least 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not with an effect that the data themselves showed. Source: as the class.</remarks>
    public static double Power(double count, double effect, int degreesOfFreedom, PlanOptions? options = null)
    {
        Check.Positive(count);
        Check.Positive(effect);
        var plan = Checked(degreesOfFreedom, options);
        return 1 - NoncentralChiSquared.Lower(
            Critical(degreesOfFreedom, plan), degreesOfFreedom, count / plan.DesignEffect * effect * effect);
    }

    /// <summary>The smallest w that so many observations show with the power asked for.</summary>
    /// <param name="count">Observations of all cells together: finite, above 0; need not be whole.</param>
    /// <param name="degreesOfFreedom">Of the test: cells − 1 for one distribution, (rows−1)·(columns−1) for a table; at least 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The minimum detectable w, positive.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not a statement about the effect that is there. Source: as the class.</remarks>
    public static double DetectableEffect(double count, int degreesOfFreedom, PlanOptions? options = null)
    {
        Check.Positive(count);
        var plan = Checked(degreesOfFreedom, options);
        return Math.Sqrt(Noncentrality(degreesOfFreedom, plan) * plan.DesignEffect / count);
    }

    private static double Noncentrality(int degreesOfFreedom, PlanOptions plan) =>
        NoncentralChiSquared.Noncentrality(Critical(degreesOfFreedom, plan), degreesOfFreedom, 1 - plan.Power);

    private static double Critical(int degreesOfFreedom, PlanOptions plan) =>
        Distributions.ChiSquaredUpperQuantile(plan.Alpha, degreesOfFreedom);

    private static PlanOptions Checked(int degreesOfFreedom, PlanOptions? options)
    {
        Check.AtLeast(degreesOfFreedom, 1);
        return NormalPlan.Checked(options);
    }
}

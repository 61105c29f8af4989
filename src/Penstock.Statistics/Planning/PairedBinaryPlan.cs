using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for two systems on the same items with outcomes that pass or fail, to be compared by McNemar's test.</summary>
/// <remarks>
/// Assumes independent pairs. Only pairs whose outcomes differ say anything, so their share (the discordance) decides; take it from a
/// pilot or from earlier runs. n = (z₁₋α/₂ + z₁₋β)²·(ψ − δ²)/δ². Not with fewer than about 25 discordant pairs, where the exact
/// test asks for more, not for scores (<see cref="MeanPlan"/>), not for different items (<see cref="TwoProportionsPlan"/>). Power counts
/// conclusions in the right direction only. Source: Miettinen (1968), Biometrics 24:339; Connor (1987), Biometrics 43:207. Constant time.
/// </remarks>
public static class PairedBinaryPlan
{
    private const string Method = "Normal sample size of McNemar's test";

    /// <summary>How many pairs show a difference of the given size.</summary>
    /// <param name="difference">The difference of the two pass rates: not 0, at most the discordance; its sign does not matter.</param>
    /// <param name="discordance">The share of pairs whose outcomes differ: above 0, at most 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The number of pairs, at least 2 to plan with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not without knowledge of the discordance: plan with its upper bound then. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double difference, double discordance, PlanOptions? options = null)
    {
        var (variance, plan) = Checked(difference, discordance, options);
        return PlannedSize.Of(NormalPlan.Size(difference, variance, NormalPlan.Tail(plan), plan), Method);
    }

    /// <summary>The chance that so many pairs show the difference.</summary>
    /// <param name="count">Pairs: finite, above 0; need not be whole.</param>
    /// <param name="difference">The difference of the two pass rates: not 0, at most the discordance; its sign does not matter.</param>
    /// <param name="discordance">The share of pairs whose outcomes differ: above 0, at most 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not with a difference that the data themselves showed. Source: as the class.</remarks>
    public static double Power(double count, double difference, double discordance, PlanOptions? options = null)
    {
        Check.Positive(count);
        var (variance, plan) = Checked(difference, discordance, options);
        return NormalPlan.Power(count, Math.Abs(difference), variance, NormalPlan.Tail(plan), plan);
    }

    /// <summary>The smallest difference that so many pairs show with the power asked for.</summary>
    /// <param name="count">Pairs: finite, above 0; need not be whole.</param>
    /// <param name="discordance">The share of pairs whose outcomes differ: above 0, at most 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The minimum detectable difference, positive; positive infinity if even a difference as large as the discordance would be missed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not a statement about the difference that is there. Source: as the class.</remarks>
    public static double DetectableEffect(double count, double discordance, PlanOptions? options = null)
    {
        Check.Positive(count);
        var (_, plan) = Checked(discordance, discordance, options);
        var reach = NormalPlan.Reach(NormalPlan.Tail(plan), plan.Power);
        var effect = reach * Math.Sqrt(discordance / ((count / plan.DesignEffect) + (reach * reach)));
        return effect <= discordance ? effect : double.PositiveInfinity;
    }

    private static (double Variance, PlanOptions Plan) Checked(double difference, double discordance, PlanOptions? options)
    {
        var variance = UnitVariance.PairedBinary(difference, discordance).Value;
        NormalPlan.CheckEffect(difference, nameof(difference));
        return (variance, NormalPlan.Checked(options));
    }
}

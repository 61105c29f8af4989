using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>The formulas that all plans by the normal approximation share, and the checks before them.</summary>
/// <remarks>Power counts conclusions in the direction of the effect only, so that size, power and effect are exact inverses.</remarks>
internal static class NormalPlan
{
    /// <summary>The options with their defaults, checked.</summary>
    private const double LeastMiss = 1e-12;

    public static PlanOptions Checked(PlanOptions? options)
    {
        var checkedOptions = options ?? new PlanOptions();
        Check.Level(checkedOptions.Alpha, "options.Alpha");
        Check.Positive(checkedOptions.DesignEffect, "options.DesignEffect");
        if (Tail(checkedOptions) >= 0.5)
        {
            throw new ArgumentOutOfRangeException(nameof(options), checkedOptions.Alpha, "Alpha must be below 0.5 in one direction: a coin toss would do otherwise.");
        }

        if (!(checkedOptions.Power > checkedOptions.Alpha && 1 - checkedOptions.Power >= LeastMiss))
        {
            throw new ArgumentOutOfRangeException(nameof(options), checkedOptions.Power, "Power must be above Alpha and below 1 by at least 1E-12, such as 0.8.");
        }

        return checkedOptions;
    }

    /// <summary>An effect that is not zero.</summary>
    public static void CheckEffect(double effect, string name)
    {
        Check.Finite(effect, name);
        if (effect == 0)
        {
            throw new ArgumentOutOfRangeException(name, effect, "Must differ from 0: no study is large enough to see no effect.");
        }

        Check.Positive(Math.Abs(effect), name);
    }

    /// <summary>The share of the error in the one direction that matters.</summary>
    public static double Tail(PlanOptions options) => options.TwoSided ? options.Alpha / 2 : options.Alpha;

    /// <summary>z for the error plus z for the power.</summary>
    public static double Reach(double tail, double power) => Distributions.NormalQuantile(power) - Distributions.NormalQuantile(tail);

    public static double Size(double effect, double variance, double tail, PlanOptions options)
    {
        var reach = Reach(tail, options.Power);
        return reach * reach * variance / (effect * effect) * options.DesignEffect;
    }

    public static double Power(double count, double effect, double variance, double tail, PlanOptions options)
    {
        var distance = effect * Math.Sqrt(count / options.DesignEffect / variance);

        // Without variance the effect is seen for certain, unless there is none: then it is seen by error alone.
        return double.IsNaN(distance) ? tail : Distributions.NormalLower(distance + Distributions.NormalQuantile(tail));
    }

    public static double Effect(double count, double variance, double tail, PlanOptions options) =>
        Reach(tail, options.Power) * Math.Sqrt(variance * options.DesignEffect / count);
}

namespace Penstock.Statistics.Planning;

/// <summary>What a study must be able to do: how rarely it may cry wolf and how surely it must see a real effect.</summary>
public sealed record PlanOptions
{
    /// <summary>The significance level of the test, or one minus the confidence of the interval that decides: above 0 and below 1.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>The chance of seeing the effect if it is there: above <see cref="Alpha"/> and below 1. Not read by the methods that compute a power.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>
    /// Whether <see cref="Alpha"/> is split between both directions. A gate that reads the lower end of a two-sided interval of
    /// 95 % has 0.05 and true. Non-inferiority and equivalence put all of it on each bound and do not read this.
    /// </summary>
    public bool TwoSided { get; init; } = true;

    /// <summary>
    /// How many times the variance of the estimate exceeds that of as many independent observations: above 0, 1 for independent
    /// ones, <see cref="ClusteredPlan.DesignEffect(double, double)"/> for clustered ones. Sizes are multiplied by it.
    /// </summary>
    public double DesignEffect { get; init; } = 1;
}

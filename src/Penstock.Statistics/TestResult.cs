namespace Penstock.Statistics;

/// <summary>The outcome of one hypothesis test.</summary>
/// <param name="PValue">The chance, if the null hypothesis holds, of a statistic at least as extreme: 0 to 1.</param>
/// <param name="Statistic">The value of the test statistic; what it is, the method says.</param>
/// <param name="Count">How many observations (pairs, items, events: the method says which) it rests on.</param>
/// <param name="Method">The method by its name in the literature, fit to be shown beside the figure.</param>
public readonly record struct TestResult(double PValue, double Statistic, long Count, string Method)
{
    /// <summary>The size of what was tested for, with its interval; absent where the method has no standard one.</summary>
    public Estimate? Effect { get; init; }

    /// <summary>The degrees of freedom of the reference distribution, where it has any.</summary>
    public double? DegreesOfFreedom { get; init; }
}

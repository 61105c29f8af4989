using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>One method in one setting, with the truth known: how often is it wrong?</summary>
/// <param name="Group">The heading under which the report lists it.</param>
/// <param name="Method">The method by its name.</param>
/// <param name="Setting">The data it is given, in words: distribution, n, looks.</param>
/// <param name="Nominal">The rate at which it may be wrong: 0.05 for an interval of 95 %.</param>
/// <param name="Promise">What is held of the rate.</param>
/// <param name="IsWrong">Draws a data set from the stream; true when the interval misses the truth or the test rejects a true null hypothesis.</param>
internal sealed record HonestyCase(
    string Group, string Method, string Setting, double Nominal, Promise Promise, Func<RandomStream, bool> IsWrong)
{
    /// <summary>The rate that an enumeration of every outcome gives, for <see cref="Promise.Enumerated"/>.</summary>
    public double? Enumerated { get; init; }

    /// <summary>How many runs the short form makes.</summary>
    public int ShortRuns { get; init; } = 2_000;

    public string Name => $"{Group}: {Method}, {Setting}";

    public override string ToString() => Name;
}

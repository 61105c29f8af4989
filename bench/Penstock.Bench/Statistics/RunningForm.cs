namespace Penstock.Bench.Statistics;

/// <summary>A running form and the loop that fills it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Start">Makes a fresh one; what it returns adds every value it is given.</param>
internal sealed record RunningForm(string Name, Func<Action<double[]>> Start);

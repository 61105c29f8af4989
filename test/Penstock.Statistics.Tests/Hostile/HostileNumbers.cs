using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Hostile;

/// <summary>Numbers that break code, and ordinary ones that get deep into it.</summary>
internal sealed class HostileNumbers(RandomStream random)
{
    private static readonly double[] Usual =
        [0.95, 0.9, 0.99, 0.5, 0.05, 0.01, 0.1, 0.2, 0, 1, 2, 3, 10, 100, 1000, -1, -0.1, 0.001, 0.3, 0.8];

    private static readonly double[] Extremes =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, double.Epsilon, -double.Epsilon, 1e-310, 1e-300, 1e-160, 1e-17, 1e-9, 1e9, 1e16,
        1e100, 1e154, 1e160, 1e300, 1e308, -1e308, -1e154, double.MaxValue, double.MinValue, 1 - 1e-16, 1 - 1e-10, 1 + 1e-15, 0.5, 1, -1, long.MaxValue, int.MaxValue,
    ];

    private static readonly long[] ExtremeCounts =
        [-1, 0, 1, 2, long.MaxValue, long.MinValue, long.MaxValue - 1, int.MaxValue, int.MinValue, 1L << 53, 1L << 40, long.MaxValue / 2, 3_037_000_500, 1_000_000_000_000, -5];

    public double Ordinary() => random.NextBelow(3) switch
    {
        0 => random.NextDouble(),
        1 => Math.Exp(random.NextNormal()),
        _ => Pick(Usual),
    };

    public double Extreme() => Pick(Extremes);

    public long OrdinaryCount() => random.NextBelow(10) switch
    {
        < 5 => random.NextBelow(12),
        < 9 => random.NextBelow(200),
        _ => random.NextBelow(50_000),
    };

    public long ExtremeCount() => Pick(ExtremeCounts);

    /// <summary>A whole sample: one pattern of the kind that real data and real mistakes have.</summary>
    public double[] Sample(int length, bool hostile)
    {
        var constant = random.NextBelow(4) == 0 ? Extreme() : Ordinary();
        var scale = hostile ? Math.Abs(Extreme()) : 1;
        Func<int, double> pattern = random.NextBelow(hostile ? 11 : 6) switch
        {
            0 => _ => random.NextNormal(),
            1 => _ => random.NextDouble(),
            2 => _ => random.NextBelow(2),
            3 => _ => random.NextBelow(5) - 1,
            4 => _ => Math.Exp(2 * random.NextNormal()),
            5 => _ => 1.0 / length,
            6 => _ => constant,
            7 => _ => Extreme(),
            8 => index => index == 0 ? constant : Ordinary(),
            9 => _ => Finite(),
            _ => _ => scale * (random.NextBelow(2) == 0 ? random.NextNormal() : random.NextDouble()),
        };
        return [.. Enumerable.Range(0, length).Select(pattern)];
    }

    public T Pick<T>(IReadOnlyList<T> pool) => pool[random.NextBelow(pool.Count)];

    private double Finite()
    {
        var value = Extreme();
        return double.IsFinite(value) ? value : random.NextNormal();
    }
}

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>A kind of data, with the truth known.</summary>
/// <param name="Name">In words, for the report.</param>
/// <param name="Mean">The true mean.</param>
/// <param name="Variance">The true variance.</param>
/// <param name="Draw">One observation.</param>
internal sealed record DataStream(string Name, double Mean, double Variance, Func<RandomStream, double> Draw)
{
    public static DataStream Normal { get; } = new("normal values", 0, 1, stream => stream.NextNormal());

    public static DataStream Uniform { get; } = new("uniform values", 0.5, 1d / 12, stream => stream.NextDouble());

    public static DataStream Exponential { get; } = new("exponential values", 1, 1, stream => -Math.Log(1 - stream.NextDouble()));

    public static DataStream Lognormal(double sigma) => new(
        $"lognormal costs, σ = {sigma}",
        Math.Exp(sigma * sigma / 2),
        (Math.Exp(sigma * sigma) - 1) * Math.Exp(sigma * sigma),
        stream => Math.Exp(sigma * stream.NextNormal()));

    public static DataStream Binary(double rate) => new(
        $"a failure rate of {rate * 100} %", rate, rate * (1 - rate), stream => stream.NextDouble() < rate ? 1 : 0);
}

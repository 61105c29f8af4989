using Penstock.Bench.Machine;

namespace Penstock.Bench.Scenarios;

/// <summary>Resident memory of one system in one phase of a run: the median and the most of its samples.</summary>
internal sealed record MemoryMeasurement
{
    public required string System { get; init; }

    public required string Phase { get; init; }

    public required double RequestsPerSecond { get; init; }

    public required double PeakMiB { get; init; }

    public required MemoryUse Median { get; init; }

    public static MemoryMeasurement Of(string system, string phase, double requestsPerSecond, IReadOnlyList<MemoryUse> samples) => new()
    {
        System = system,
        Phase = phase,
        RequestsPerSecond = requestsPerSecond,
        PeakMiB = samples.Max(sample => sample.Resident),
        Median = samples.OrderBy(sample => sample.Resident).ElementAt(samples.Count / 2),
    };
}

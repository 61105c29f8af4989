namespace Penstock.Bench.Scenarios;

internal readonly record struct MemorySample(double Seconds, double ResidentMiB);

/// <summary>Resident memory of one system under steady load.</summary>
internal sealed record MemoryMeasurement
{
    public required string System { get; init; }

    public required long Answered { get; init; }

    public required double StartMiB { get; init; }

    public required double EndMiB { get; init; }

    public required double PeakMiB { get; init; }

    /// <summary>Least-squares slope over the second half of the run, after start-up growth.</summary>
    public required double SlopeMiBPerMinute { get; init; }

    public required IReadOnlyList<MemorySample> Samples { get; init; }

    public static MemoryMeasurement Of(string system, long answered, IReadOnlyList<MemorySample> samples) => new()
    {
        System = system,
        Answered = answered,
        StartMiB = samples[0].ResidentMiB,
        EndMiB = samples[^1].ResidentMiB,
        PeakMiB = samples.Max(sample => sample.ResidentMiB),
        SlopeMiBPerMinute = Slope([.. samples.Skip(samples.Count / 2)]) * 60,
        Samples = samples,
    };

    private static double Slope(MemorySample[] samples)
    {
        var time = samples.Average(sample => sample.Seconds);
        var memory = samples.Average(sample => sample.ResidentMiB);
        var spread = samples.Sum(sample => (sample.Seconds - time) * (sample.Seconds - time));

        return spread == 0 ? 0 : samples.Sum(sample => (sample.Seconds - time) * (sample.ResidentMiB - memory)) / spread;
    }
}

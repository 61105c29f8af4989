namespace Penstock.Server.Storage.Traces;

/// <summary>How traces are taken in.</summary>
internal sealed record TraceOptions
{
    /// <summary>The most traces that wait to be written. Default 50,000.</summary>
    public int QueueCapacity { get; init; } = 50_000;

    /// <summary>The most bytes of traces that wait to be written, content above all. Default 64 MiB.</summary>
    public long QueueBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>The pace of writing. Default 250 ms.</summary>
    public TimeSpan WriteEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The pace of looking whether the store can still be written, and of opening it again where it cannot. Default 5 s.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most traces in one write. Default 2,000.</summary>
    public int Batch { get; init; } = 2_000;

    /// <summary>The pace of retention. Default one hour.</summary>
    public TimeSpan RetainEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What DuckDB may use. Default 256 MB; larger questions spill to disk.</summary>
    public int MemoryMb { get; init; } = 256;

    /// <summary>What DuckDB keeps while nobody asks anything. Default 64 MB: room for what waits for a checkpoint.</summary>
    public int RestMb { get; init; } = 64;

    /// <summary>The pace of giving memory back. Default 5 s.</summary>
    public TimeSpan RestEvery { get; init; } = TimeSpan.FromSeconds(5);
}

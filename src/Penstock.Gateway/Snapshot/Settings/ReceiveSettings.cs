namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>Limits on what is accepted.</summary>
public sealed record ReceiveSettings
{
    /// <summary>How many of the largest bodies one request may need at once: as it came, as it is sent on, and its answer.</summary>
    public const int BuffersPerRequest = 3;

    private const int ShareOfMemory = 4;

    /// <summary>The largest body taken, in bytes: 1 KiB to 1 GiB. Default 32 MiB, room for images as data.</summary>
    public int MaxBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// The most bytes that all requests together hold, as bodies and as answers; at least <see cref="BuffersPerRequest"/> times
    /// <see cref="MaxBodyBytes"/>. Default: a quarter of the memory the process may use, or that least if it is more.
    /// </summary>
    public long? MaxBytesInFlight { get; init; }

    /// <summary>The largest whole answer taken from a provider, in bytes: 1 KiB to 1 GiB. Default 128 MiB.</summary>
    public int MaxAnswerBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>The deepest nesting taken in a body: 8 to 512. Default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>How long a body may take to arrive. Default 30 s.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    internal long BytesInFlight(long available) =>
        MaxBytesInFlight ?? Math.Max(available / ShareOfMemory, (long)BuffersPerRequest * MaxBodyBytes);
}

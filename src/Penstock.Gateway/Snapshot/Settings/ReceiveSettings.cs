namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>Limits on what is accepted.</summary>
public sealed record ReceiveSettings
{
    /// <summary>The largest body taken, in bytes: 1 KiB to 1 GiB. Default 32 MiB, room for images as data.</summary>
    public int MaxBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The deepest nesting taken in a body: 8 to 512. Default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>How long a body may take to arrive. Default 30 s.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(30);
}

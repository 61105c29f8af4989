namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>How long each part of a call may take.</summary>
public sealed record DeadlineSettings
{
    /// <summary>Until the provider accepts a connection. Default 5 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From sending one attempt to the first token of a stream. Default 60 s.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From sending one attempt to the end of a whole answer. Default 5 min.</summary>
    /// <remarks>A provider shows no sign of life until a whole answer is complete, so this one must outlast a long answer.</remarks>
    public TimeSpan Answer { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between two pieces of a stream. Default 30 s.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the whole exchange, every attempt included. Default 10 min.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(10);
}

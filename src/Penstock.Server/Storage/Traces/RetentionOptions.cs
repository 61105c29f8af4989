namespace Penstock.Server.Storage.Traces;

/// <summary>What is kept of the traffic. Whoever owns the configuration supplies it; it may change while running.</summary>
internal sealed record RetentionOptions
{
    /// <summary>How long traces are kept: <c>record.retention.days</c>. Default 30 days.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many bytes traces may take: <c>record.retention.max_gb</c>. Default 10 GB.</summary>
    public long MaxBytes { get; init; } = 10_000_000_000;

    /// <summary>The share of traces kept at all, from 0 to 1: <c>record.sample</c>. Default 1.</summary>
    public double Sample { get; init; } = 1;
}

/// <summary>The retention in force at the moment of the call.</summary>
internal delegate RetentionOptions RetentionSource();

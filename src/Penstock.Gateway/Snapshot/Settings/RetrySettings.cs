namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>How often and how soon one target is tried again before the next fallback takes over.</summary>
public sealed record RetrySettings
{
    /// <summary>Attempts per target, the first one included: 1 to 10. Default 2.</summary>
    public int MaxAttempts { get; init; } = 2;

    /// <summary>The upper end of the first random delay; it doubles with every attempt. Default 250 ms.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The upper end of any random delay. Default 5 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest <c>Retry-After</c> that is waited for; a longer one moves on to the next target. Default 10 s.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(10);
}

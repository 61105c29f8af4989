using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Admit;

/// <summary>The counters of one key or one tenant. Outlives snapshots, so a changed file does not refill a bucket.</summary>
internal sealed class LimitState(TimeProvider clock)
{
    private int _underWay;
    private long _usedAt;
    private volatile TokenBucket? _requests;
    private volatile TokenBucket? _tokens;
    private volatile int _concurrent = int.MaxValue;

    /// <summary>Requests per minute, or <see langword="null"/> without a limit.</summary>
    public TokenBucket? Requests => _requests;

    /// <summary>Tokens per minute, or <see langword="null"/> without a limit.</summary>
    public TokenBucket? Tokens => _tokens;

    /// <summary>The most requests under way at once.</summary>
    public int Concurrent => _concurrent;

    /// <summary>Brings the counters to new limits.</summary>
    public void Configure(LimitSettings limits)
    {
        _requests = Resize(_requests, limits.RequestsPerMinute);
        _tokens = Resize(_tokens, limits.TokensPerMinute);
        _concurrent = limits.ConcurrentRequests ?? int.MaxValue;
    }

    /// <summary>When its key last opened a request, in ticks of UTC; 0 for never.</summary>
    public long UsedAt => Volatile.Read(ref _usedAt);

    /// <summary>Notes a use. A plain write: of two at the same moment either may be the last.</summary>
    public void MarkUsed(DateTimeOffset now) => Volatile.Write(ref _usedAt, now.UtcTicks);

    /// <summary>Enters one request.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _underWay) <= _concurrent)
        {
            return true;
        }

        Interlocked.Decrement(ref _underWay);
        return false;
    }

    /// <summary>Leaves one request.</summary>
    public void Leave() => Interlocked.Decrement(ref _underWay);

    private TokenBucket? Resize(TokenBucket? bucket, long? perMinute)
    {
        if (perMinute is not { } allowance)
        {
            return null;
        }

        if (bucket is null)
        {
            return new TokenBucket(clock, allowance);
        }

        bucket.Resize(allowance);
        return bucket;
    }
}

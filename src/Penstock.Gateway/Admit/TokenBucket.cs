namespace Penstock.Gateway.Admit;

/// <summary>A token bucket: it holds at most one minute's allowance and refills evenly. Thread-safe.</summary>
/// <remarks>
/// The level is counted in thousandths so that slow rates refill smoothly. It may go below zero when a request turns out
/// to cost more than was reserved; later requests then wait until the debt is refilled.
/// </remarks>
internal sealed class TokenBucket(TimeProvider clock, long perMinute)
{
    private const long Milli = 1_000;
    private const long MillisecondsPerMinute = 60_000;

    private readonly Lock _lock = new();
    private long _capacity = perMinute * Milli;
    private long _level = perMinute * Milli;
    private long _refilledAt = clock.GetTimestamp();

    /// <summary>The allowance per minute.</summary>
    public long PerMinute { get; private set; } = perMinute;

    /// <summary>Takes tokens if they are there. An amount above the capacity is taken as the capacity.</summary>
    /// <param name="amount">How many tokens.</param>
    /// <param name="wait">On false: when the tokens will be there.</param>
    public bool TryTake(long amount, out TimeSpan wait)
    {
        lock (_lock)
        {
            Refill();
            var wanted = Math.Min(amount * Milli, _capacity);
            if (_level >= wanted)
            {
                _level -= wanted;
                wait = TimeSpan.Zero;
                return true;
            }

            wait = TimeToRefill(wanted - _level);
            return false;
        }
    }

    /// <summary>Gives back what was taken and not used, or takes what was used beyond it.</summary>
    /// <param name="taken">The amount that <see cref="TryTake"/> was asked for; like there, what is above the capacity was never taken.</param>
    /// <param name="used">How many tokens were really used.</param>
    public void Settle(long taken, long used)
    {
        lock (_lock)
        {
            Refill();
            _level = Math.Min(_capacity, _level + Math.Min(taken * Milli, _capacity) - (used * Milli));
        }
    }

    /// <summary>What is left, and when the bucket is full again.</summary>
    public BucketLevel Read()
    {
        lock (_lock)
        {
            Refill();
            return new BucketLevel(PerMinute, Math.Max(0, _level / Milli), TimeToRefill(_capacity - _level));
        }
    }

    /// <summary>Changes the allowance; what was used stays used.</summary>
    /// <param name="allowance">The new allowance per minute.</param>
    public void Resize(long allowance)
    {
        lock (_lock)
        {
            if (allowance == PerMinute)
            {
                return;
            }

            Refill();
            var used = _capacity - _level;
            PerMinute = allowance;
            _capacity = allowance * Milli;
            _level = _capacity - used;
        }
    }

    // perMinute × 1,000 thousandths in 60,000 ms.
    private void Refill()
    {
        var now = clock.GetTimestamp();
        var milliseconds = (long)clock.GetElapsedTime(_refilledAt, now).TotalMilliseconds;
        if (milliseconds <= 0)
        {
            return;
        }

        // Whole milliseconds only, and the rest stays for the next time: rounding must not lose tokens.
        _refilledAt += milliseconds * clock.TimestampFrequency / 1_000;
        var refill = (long)Int128.Min(_capacity, (Int128)milliseconds * _capacity / MillisecondsPerMinute);
        _level = Math.Min(_capacity, _level + refill);
    }

    private TimeSpan TimeToRefill(long amount) =>
        amount <= 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling((double)amount * MillisecondsPerMinute / _capacity));
}

/// <summary>What a bucket holds.</summary>
/// <param name="Limit">The allowance per minute.</param>
/// <param name="Remaining">What is left now.</param>
/// <param name="Reset">Until it is full again.</param>
internal readonly record struct BucketLevel(long Limit, long Remaining, TimeSpan Reset);

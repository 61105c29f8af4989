using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Call.Providers;

/// <summary>What is known of one base URL of a provider. Outlives snapshots. Thread-safe.</summary>
public sealed class EndpointState
{
    // After this many failures in a row the endpoint is passed over while another one is well.
    private const int FailuresUntilAvoided = 3;
    private const double EwmaWeight = 0.2;

    private static readonly TimeSpan AvoidFor = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private int _inFlight;
    private long _requests;
    private long _failures;
    private EndpointHealth _health = new();

    internal EndpointState(Uri baseUrl, TimeProvider clock) => (BaseUrl, _clock) = (baseUrl, clock);

    /// <summary>The base URL.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Attempts under way.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Attempts ever sent.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Attempts that failed by the provider's fault.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>The latest outcomes.</summary>
    public EndpointHealth Health => Volatile.Read(ref _health);

    /// <summary>Whether it failed several times in a row just now.</summary>
    internal bool IsAvoided =>
        Health is { ConsecutiveFailures: >= FailuresUntilAvoided, LastErrorAt: { } at } && _clock.GetUtcNow() - at < AvoidFor;

    internal void Enter()
    {
        Interlocked.Increment(ref _inFlight);
        Interlocked.Increment(ref _requests);
    }

    internal void Leave() => Interlocked.Decrement(ref _inFlight);

    internal void Succeeded(TimeSpan firstToken)
    {
        lock (_lock)
        {
            var milliseconds = firstToken.TotalMilliseconds;
            var before = _health.FirstTokenMilliseconds ?? milliseconds;
            Volatile.Write(ref _health, _health with
            {
                ConsecutiveFailures = 0,
                LastSuccessAt = _clock.GetUtcNow(),
                FirstTokenMilliseconds = before + (EwmaWeight * (milliseconds - before)),
            });
        }
    }

    internal void Failed(FaultCode fault)
    {
        Interlocked.Increment(ref _failures);
        lock (_lock)
        {
            Volatile.Write(ref _health, _health with
            {
                ConsecutiveFailures = _health.ConsecutiveFailures + 1,
                LastError = fault,
                LastErrorAt = _clock.GetUtcNow(),
            });
        }
    }
}

/// <summary>The latest outcomes of one endpoint.</summary>
public sealed record EndpointHealth
{
    /// <summary>Failures since the last success.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>The latest failure, or <see langword="null"/>.</summary>
    public FaultCode? LastError { get; init; }

    /// <summary>When it was.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>The latest success, or <see langword="null"/>.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Moving average of the time to the first token (for a whole answer: to its end) in milliseconds, or <see langword="null"/>.</summary>
    public double? FirstTokenMilliseconds { get; init; }
}

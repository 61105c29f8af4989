namespace Penstock.Gateway.Hosting;

/// <summary>Whether the gateway takes requests, how many are under way, and when open streams must end.</summary>
public sealed class GatewayLifetime : IDisposable
{
    private readonly CancellationTokenSource _streamsEnd = new();
    private int _inFlight;
    private volatile bool _draining;

    /// <summary>Whether new requests are refused.</summary>
    public bool IsDraining => _draining;

    /// <summary>Exchanges under way.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Cancelled when open answers are ended, honestly, before they are complete.</summary>
    public CancellationToken StreamsEnd => _streamsEnd.Token;

    /// <summary>Refuses new requests from now on. Those under way go on.</summary>
    public void BeginDrain() => _draining = true;

    /// <summary>Ends the answers still under way with an error in the caller's dialect.</summary>
    public void EndStreams() => _streamsEnd.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _streamsEnd.Dispose();

    internal void Enter() => Interlocked.Increment(ref _inFlight);

    internal void Leave() => Interlocked.Decrement(ref _inFlight);
}

using System.Threading.Tasks.Sources;

namespace Penstock.Simulator.Engine;

/// <summary>The waits of one exchange, one after the other; the peer's going away ends all of them.</summary>
internal sealed class Pause : IValueTaskSource<bool>, IDisposable
{
    private readonly TickClock _clock;
    private readonly CancellationTokenRegistration _registration;
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private volatile bool _aborted;
    private int _ticket;
    private int _armed;

    public Pause(TickClock clock, CancellationToken aborted)
    {
        _clock = clock;
        _registration = aborted.UnsafeRegister(static state => ((Pause)state!).Abort(), this);
    }

    public bool IsAborted => _aborted;

    /// <summary>Waits for a clock reading; false when the peer went away first.</summary>
    public ValueTask<bool> UntilAsync(long due)
    {
        if (_aborted || due <= _clock.Now)
        {
            return new ValueTask<bool>(!_aborted);
        }

        _core.Reset();
        Volatile.Write(ref _armed, ++_ticket);
        _clock.Add(this, _ticket, due);
        if (_aborted)
        {
            Complete(_ticket, arrived: false);
        }

        return new ValueTask<bool>(this, _core.Version);
    }

    public void Complete(int ticket, bool arrived)
    {
        if (Interlocked.CompareExchange(ref _armed, 0, ticket) == ticket)
        {
            _core.SetResult(arrived);
        }
    }

    public void Dispose() => _registration.Dispose();

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Abort()
    {
        _aborted = true;
        var armed = Volatile.Read(ref _armed);
        if (armed != 0)
        {
            Complete(armed, arrived: false);
        }
    }
}

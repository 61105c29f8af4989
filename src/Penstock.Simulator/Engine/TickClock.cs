namespace Penstock.Simulator.Engine;

/// <summary>Wakes any number of paced streams from one timer, in steps of a millisecond.</summary>
/// <remarks>A timer per token would be 50,000 timers a second for a thousand streams at 20 ms.</remarks>
internal sealed class TickClock : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<(Pause Pause, int Ticket), long> _due = new();
    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;
    private bool _disposed;

    public TickClock(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public long Now => _time.GetTimestamp();

    public long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    public void Add(Pause pause, int ticket, long due)
    {
        lock (_lock)
        {
            _due.Enqueue((pause, ticket), due);
            Arm();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Tick()
    {
        lock (_lock)
        {
            _armedFor = long.MaxValue;
            var now = Now;
            while (_due.TryPeek(out var next, out var due) && due <= now)
            {
                _due.Dequeue();
                next.Pause.Complete(next.Ticket, arrived: true);
            }

            Arm();
        }
    }

    private void Arm()
    {
        if (_disposed || !_due.TryPeek(out _, out var due) || due >= _armedFor)
        {
            return;
        }

        _armedFor = due;
        var wait = _time.GetElapsedTime(Now, due);
        _timer.Change(wait < Step ? Step : wait, Timeout.InfiniteTimeSpan);
    }
}

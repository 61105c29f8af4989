using Penstock.Gateway.Record;

namespace Penstock.Testing;

/// <summary>Keeps traces in memory and lets a test wait for them.</summary>
public sealed class MemoryTraces : ITraceSink
{
    private readonly Lock _lock = new();
    private readonly List<TraceRecord> _traces = [];
    private readonly List<(int Count, TaskCompletionSource Source)> _waiters = [];

    public IReadOnlyList<TraceRecord> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _traces];
            }
        }
    }

    public bool TryAdd(TraceRecord trace)
    {
        lock (_lock)
        {
            _traces.Add(trace);
            foreach (var (_, source) in _waiters.Where(waiter => waiter.Count <= _traces.Count))
            {
                source.TrySetResult();
            }

            _waiters.RemoveAll(waiter => waiter.Count <= _traces.Count);
            return true;
        }
    }

    /// <summary>Waits until at least this many traces are there, and gives the newest of them.</summary>
    public async Task<TraceRecord> WaitAsync(int count, CancellationToken cancellationToken)
    {
        Task wait;
        lock (_lock)
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_traces.Count >= count)
            {
                source.SetResult();
            }

            _waiters.Add((count, source));
            wait = source.Task;
        }

        await wait.WaitAsync(Eventually.Patience, cancellationToken);
        return All[count - 1];
    }
}

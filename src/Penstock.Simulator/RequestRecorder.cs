namespace Penstock.Simulator;

/// <summary>The recent requests of one engine. Thread-safe.</summary>
public sealed class RequestRecorder
{
    private readonly Lock _lock = new();
    private readonly int _capacity;
    private readonly Queue<RecordedRequest> _kept = new();
    private readonly List<(int Number, TaskCompletionSource<RecordedRequest> Source)> _awaited = [];
    private int _count;

    internal RequestRecorder(int capacity) => _capacity = capacity;

    /// <summary>The requests kept, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _kept];
            }
        }
    }

    internal bool IsOn => _capacity > 0;

    /// <summary>Waits until a request has arrived.</summary>
    /// <param name="number">1 for the first, and so on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">Recording is off, or the request is no longer kept.</exception>
    public Task<RecordedRequest> WaitAsync(int number, CancellationToken cancellationToken)
    {
        if (!IsOn)
        {
            throw new InvalidOperationException(
                $"Set {nameof(FleetOptions)}.{nameof(FleetOptions.RecordedRequests)} to record requests.");
        }

        lock (_lock)
        {
            if (number <= _count)
            {
                return Task.FromResult(
                    _kept.FirstOrDefault(request => request.Number == number)
                    ?? throw new InvalidOperationException($"Request {number} is no longer kept."));
            }

            var source = new TaskCompletionSource<RecordedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((number, source));
            return source.Task.WaitAsync(cancellationToken);
        }
    }

    internal RecordedRequest Add(Func<int, RecordedRequest> make)
    {
        lock (_lock)
        {
            var request = make(++_count);
            _kept.Enqueue(request);
            if (_kept.Count > _capacity)
            {
                _kept.Dequeue();
            }

            foreach (var (_, source) in _awaited.Where(waiter => waiter.Number == request.Number))
            {
                source.TrySetResult(request);
            }

            _awaited.RemoveAll(waiter => waiter.Number == request.Number);
            return request;
        }
    }
}

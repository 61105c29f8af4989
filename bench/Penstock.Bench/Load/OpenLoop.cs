using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Penstock.Bench.Load;

/// <summary>
/// Requests leave at times fixed beforehand, whether or not earlier ones have been answered, and every latency counts
/// from the time the request was meant to leave. A system that stands still for a second shows that second.
/// </summary>
internal sealed class OpenLoop(IPEndPoint target, byte[] request, int maxConnections)
{
    private readonly ConcurrentStack<HttpConnection> _idle = new();
    private readonly ConcurrentQueue<long> _waiting = new();
    private readonly LatencyBuckets _latencies = new();
    private readonly Lock _lock = new();
    private long _failures;
    private long _open;
    private int _connections;

    public async Task<LoadResult> RunAsync(double perSecond, TimeSpan duration, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        await RunOnThreadAsync(() => Send(perSecond, duration, cancellationToken));
        while (Interlocked.Read(ref _open) > 0)
        {
            await Task.Delay(1, cancellationToken);
        }

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        foreach (var connection in _idle)
        {
            connection.Dispose();
        }

        return new LoadResult(_latencies, _failures, seconds);
    }

    private void Send(double perSecond, TimeSpan duration, CancellationToken cancellationToken)
    {
        var random = new Random(7);
        var begun = Stopwatch.GetTimestamp();
        var at = 0.0;
        while (at < duration.TotalSeconds && !cancellationToken.IsCancellationRequested)
        {
            var intended = begun + (long)(at * Stopwatch.Frequency);
            PreciseWait.Until(intended);
            Start(intended, cancellationToken);
            at += -Math.Log(1 - random.NextDouble()) / perSecond;
        }
    }

    private void Start(long intended, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        if (!_idle.TryPop(out var connection))
        {
            if (_connections >= maxConnections)
            {
                _waiting.Enqueue(intended);
                return;
            }

            _connections++;
            connection = new HttpConnection(target);
        }

        _ = CallAsync(connection, intended, cancellationToken);
    }

    /// <summary>Answers one arrival, then those that had to wait for a connection: their time has been running all along.</summary>
    private async Task CallAsync(HttpConnection connection, long intended, CancellationToken cancellationToken)
    {
        do
        {
            var succeeded = await ClosedLoop.SucceedsAsync(connection, request, cancellationToken);
            lock (_lock)
            {
                if (succeeded)
                {
                    _latencies.Record(ClosedLoop.Nanoseconds(Stopwatch.GetTimestamp() - intended));
                }
                else
                {
                    _failures++;
                }
            }

            Interlocked.Decrement(ref _open);
        }
        while (_waiting.TryDequeue(out intended));

        _idle.Push(connection);
    }

    private static Task RunOnThreadAsync(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        })
        {
            IsBackground = true,
            Name = "arrivals",
        };
        thread.Start();

        return done.Task;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Penstock.Bench.Load;

/// <summary>
/// A fixed number of callers, each sending its next request when its last one is answered. Says how much a system can
/// carry; its latencies hide queueing, which is what <see cref="OpenLoop"/> is for.
/// </summary>
internal static class ClosedLoop
{
    public static async Task<LoadResult> RunAsync(
        IPEndPoint target, byte[] request, int callers, TimeSpan duration, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var end = begun + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync(target, request, end, cancellationToken)));
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;

        var latencies = new LatencyBuckets();
        foreach (var (own, _) in all)
        {
            latencies.Add(own);
        }

        return new LoadResult(latencies, all.Sum(one => one.Failures), seconds);
    }

    private static async Task<(LatencyBuckets Latencies, long Failures)> CallAsync(
        IPEndPoint target, byte[] request, long end, CancellationToken cancellationToken)
    {
        using var connection = new HttpConnection(target);
        var latencies = new LatencyBuckets();
        long failures = 0;
        while (Stopwatch.GetTimestamp() is var sent && sent < end)
        {
            if (await SucceedsAsync(connection, request, cancellationToken))
            {
                latencies.Record(Nanoseconds(Stopwatch.GetTimestamp() - sent));
            }
            else
            {
                failures++;
            }
        }

        return (latencies, failures);
    }

    public static async ValueTask<bool> SucceedsAsync(HttpConnection connection, byte[] request, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ExchangeAsync(request, observer: null, cancellationToken) == 200;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return false;
        }
    }

    public static long Nanoseconds(long ticks) => (long)(ticks * (1e9 / Stopwatch.Frequency));
}

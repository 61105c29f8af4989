using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Penstock.Bench.Load;

/// <summary>What the callers of paced streams expect of each answer.</summary>
internal sealed record StreamExpectation(int Chunks, TimeSpan Pace);

/// <summary>What one measurement of streams saw. Lost: chunks that never came. Stalled: streams with a gap over ten paces.</summary>
internal sealed record StreamResult
{
    public required LatencyBuckets FirstToken { get; init; }

    public required LatencyBuckets Gaps { get; init; }

    public required int Streams { get; init; }

    public required long LostChunks { get; init; }

    public required int Stalled { get; init; }

    public required int Failed { get; init; }

    public required int DifferentTexts { get; init; }
}

/// <summary>Many callers at once, each reading one paced stream after another and checking every chunk of it.</summary>
internal sealed class PacedStreams(IPEndPoint target, byte[] request, StreamExpectation expected)
{
    private const int StallFactor = 10;

    public async Task<StreamResult> RunAsync(int callers, int streamsEach, CancellationToken cancellationToken)
    {
        // Callers arrive over one stream's length, as callers do; all at once would measure a burst of connects.
        var ramp = expected.Pace * expected.Chunks;
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(
            index => CallAsync(ramp * index / callers, streamsEach, cancellationToken)));

        return Sum([.. all.SelectMany(streams => streams)]);
    }

    private async Task<StreamObserver?[]> CallAsync(TimeSpan delay, int count, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, cancellationToken);
        using var connection = new HttpConnection(target);
        var streams = new StreamObserver?[count];
        for (var index = 0; index < count; index++)
        {
            streams[index] = await ReadAsync(connection, cancellationToken);
        }

        return streams;
    }

    private async Task<StreamObserver?> ReadAsync(HttpConnection connection, CancellationToken cancellationToken)
    {
        var stream = new StreamObserver(Stopwatch.GetTimestamp());
        try
        {
            var status = await connection.ExchangeAsync(request, stream, cancellationToken);
            return status == 200 ? stream : null;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return stream;
        }
    }

    private StreamResult Sum(StreamObserver?[] streams)
    {
        var first = new LatencyBuckets();
        var gaps = new LatencyBuckets();
        var texts = new HashSet<ulong>();
        var stallNanoseconds = expected.Pace.TotalNanoseconds * StallFactor;
        foreach (var stream in streams.OfType<StreamObserver>())
        {
            first.Record(stream.FirstNanoseconds);
            gaps.Add(stream.Gaps);
            texts.Add(stream.TextHash);
        }

        return new StreamResult
        {
            FirstToken = first,
            Gaps = gaps,
            Streams = streams.Length,
            LostChunks = streams.Sum(stream => (long)Math.Max(0, expected.Chunks - (stream?.Chunks ?? 0))),
            Stalled = streams.Count(stream => stream?.LongestGapNanoseconds > stallNanoseconds),
            Failed = streams.Count(stream => stream is not { Done: true, Finished: true }),
            DifferentTexts = texts.Count,
        };
    }
}

using System.Buffers.Binary;
using System.Threading.Channels;
using Penstock.Contracts.Ids;
using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Traces;

/// <summary>Takes traces off the request path: bounded in count and bytes, and what does not fit is counted.</summary>
internal sealed class TraceQueue(
    TraceOptions options, RetentionSource retention, TraceMetrics metrics, TimeProvider clock, ILogger<TraceQueue> logger)
    : ITraceSink
{
    private const int BytesBesideContent = 1024;

    private readonly Channel<TraceRecord> _traces = Channel.CreateBounded<TraceRecord>(options.QueueCapacity);
    private long _bytes;
    private long _dropped;
    private long _loggedAt;

    /// <summary>Traces that wait.</summary>
    public int Count => _traces.Reader.Count;

    /// <summary>Traces lost since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public bool TryAdd(TraceRecord trace)
    {
        if (!Sampled(trace.Id))
        {
            return true;
        }

        var bytes = Bytes(trace);
        if (Interlocked.Add(ref _bytes, bytes) <= options.QueueBytes && _traces.Writer.TryWrite(trace))
        {
            return true;
        }

        Interlocked.Add(ref _bytes, -bytes);
        Drop(1);
        LogFull();
        return false;
    }

    /// <summary>Takes what waits, at most so many.</summary>
    public List<TraceRecord> Take(int most)
    {
        var taken = new List<TraceRecord>(Math.Min(most, Count));
        while (taken.Count < most && _traces.Reader.TryRead(out var trace))
        {
            Interlocked.Add(ref _bytes, -Bytes(trace));
            taken.Add(trace);
        }

        return taken;
    }

    /// <summary>Counts traces that could not be kept.</summary>
    public void Drop(int count)
    {
        Interlocked.Add(ref _dropped, count);
        metrics.Dropped(count);
    }

    private static long Bytes(TraceRecord trace) =>
        BytesBesideContent + (sizeof(char) * ((trace.RequestContent?.Length ?? 0L) + (trace.AnswerContent?.Length ?? 0L)));

    // The id's last eight bytes are random: the same trace gets the same verdict on every node.
    private bool Sampled(TraceId id)
    {
        var share = retention().Sample;
        if (share >= 1)
        {
            return true;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return (BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) / (double)uint.MaxValue) < share;
    }

    private void LogFull()
    {
        var (last, now) = (Interlocked.Read(ref _loggedAt), clock.GetTimestamp());
        if ((last == 0 || clock.GetElapsedTime(last, now) > TimeSpan.FromMinutes(1))
            && Interlocked.CompareExchange(ref _loggedAt, now, last) == last)
        {
            logger.TraceQueueFull(Dropped);
        }
    }
}

using System.Diagnostics;
using System.IO.Hashing;

namespace Penstock.Bench.Load;

/// <summary>Follows one streamed chat answer: when each piece of text came, what they add up to, whether it ended properly.</summary>
internal sealed class StreamObserver(long sent) : IBodyObserver
{
    private readonly byte[] _line = new byte[16 * 1024];
    private readonly XxHash3 _text = new();
    private int _length;
    private long _last;

    public int Chunks { get; private set; }

    public bool Finished { get; private set; }

    public bool Done { get; private set; }

    public long FirstNanoseconds { get; private set; }

    public long LongestGapNanoseconds { get; private set; }

    public LatencyBuckets Gaps { get; } = new();

    public ulong TextHash => _text.GetCurrentHashAsUInt64();

    public void Observe(ReadOnlySpan<byte> piece)
    {
        while (piece.IndexOf((byte)'\n') is var end && end >= 0)
        {
            Append(piece[..end]);
            See(_line.AsSpan(0, _length));
            _length = 0;
            piece = piece[(end + 1)..];
        }

        Append(piece);
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }

    private void See(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("data:"u8))
        {
            return;
        }

        Done |= line.IndexOf("[DONE]"u8) >= 0;
        Finished |= line.IndexOf("\"finish_reason\":\""u8) >= 0;
        var content = line.IndexOf("\"content\":\""u8);
        if (content < 0)
        {
            return;
        }

        var text = line[(content + "\"content\":\"".Length)..];
        var end = text.IndexOf((byte)'"');
        if (end > 0)
        {
            _text.Append(text[..end]);
            Count(Stopwatch.GetTimestamp());
        }
    }

    private void Count(long now)
    {
        if (Chunks++ == 0)
        {
            FirstNanoseconds = ClosedLoop.Nanoseconds(now - sent);
        }
        else
        {
            var gap = ClosedLoop.Nanoseconds(now - _last);
            Gaps.Record(gap);
            LongestGapNanoseconds = Math.Max(LongestGapNanoseconds, gap);
        }

        _last = now;
    }
}

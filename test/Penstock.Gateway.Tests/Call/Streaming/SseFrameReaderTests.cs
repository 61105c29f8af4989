using System.Text;
using CsCheck;
using Penstock.Gateway.Call.Streaming;

namespace Penstock.Gateway.Tests.Call.Streaming;

public sealed class SseFrameReaderTests
{
    private static readonly Gen<string> Line = Gen.OneOf(
        "data: {\"a\":1}", "data:x", "data", "event: ping", ": comment", "id: 7", "data: é漢🙂", "retry: 10", "nonsense");

    private static readonly Gen<string> Stream =
        Gen.Select(Line.Array[1, 4].Array[1, 6], Gen.OneOf("\n", "\r\n", "\r"), Gen.Bool, (frames, end, bom) =>
            (bom ? "\uFEFF" : "") + string.Concat(frames.Select(lines => string.Concat(lines.Select(line => line + end)) + end)));

    [Fact]
    public void However_the_network_cuts_a_stream_the_events_are_the_same() =>
        Gen.Select(Stream, Gen.Int[1, 9]).Sample((text, piece) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);

            Assert.Equal(Read(bytes, bytes.Length), Read(bytes, piece));
        });

    [Fact]
    public void Several_data_lines_are_joined_by_a_line_feed()
    {
        var events = Read("event: note\ndata: a\ndata: b\ndata\ndata: c\n\n"u8.ToArray(), 3);

        Assert.Equal(["note|a\nb\n\nc"], events);
    }

    [Fact]
    public void A_frame_without_its_blank_line_at_the_end_is_not_an_event() =>
        Assert.Equal(["|whole"], Read("data: whole\n\ndata: half\n"u8.ToArray(), 5));

    [Fact]
    public void A_frame_larger_than_the_limit_ends_the_stream()
    {
        using var reader = new SseFrameReader(new MemoryStream(new byte[100_000]), maxFrameBytes: 10_000);

        Assert.Throws<InvalidDataException>(() =>
        {
            while (reader.FillAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
            {
                Assert.False(reader.TryRead(out _));
            }
        });
    }

    private static List<string> Read(byte[] bytes, int piece)
    {
        using var reader = new SseFrameReader(new PieceStream(bytes, piece), maxFrameBytes: 1 << 20);
        var events = new List<string>();
        var open = true;
        while (open)
        {
            open = reader.FillAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            while (reader.TryRead(out var raw))
            {
                var streamed = reader.Parse(raw);
                events.Add(Encoding.UTF8.GetString(streamed.Name) + "|" + Encoding.UTF8.GetString(streamed.Data));
            }
        }

        return events;
    }

    /// <summary>Gives at most a few bytes per read, as a slow network does.</summary>
    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}

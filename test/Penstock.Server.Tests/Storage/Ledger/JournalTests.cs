using CsCheck;
using Penstock.Server.Storage.Ledger;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Storage.Ledger;

public sealed class JournalTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void What_was_written_is_read_back_field_by_field()
    {
        LedgerEntry[] entries = [.. Pairs(3), new(Attempts.Started(user: null, app: null), null)];

        var read = ReadAll(Write(entries), out _, out _);

        Assert.Equal(entries, read);
    }

    [Fact]
    public void Very_long_and_odd_texts_are_cut_and_kept_readable()
    {
        var odd = new LedgerEntry(Attempts.Started(user: new string('é', 5_000)), null);
        var lone = new LedgerEntry(Attempts.Started(user: "a\ud800b"), null);

        var read = ReadAll(Write([odd, lone]), out _, out _);

        Assert.Equal(new string('é', PayloadWriter.MaxChars), read[0].Started.User);
        Assert.Equal("a\ufffdb", read[1].Started.User);
    }

    [Fact]
    public void A_tail_torn_at_any_byte_costs_only_the_last_record()
    {
        var entries = Pairs(4);
        var whole = Write(entries);
        var lastFrame = Write([.. entries[..^1]]).Length;

        for (var length = lastFrame; length < whole.Length; length++)
        {
            var read = ReadAll(whole[..length], out var damaged, out var torn);

            Assert.Equal(entries[..^1], read);
            Assert.Equal((0, length - lastFrame), (damaged, torn));
        }
    }

    [Fact]
    public void Flipped_bytes_never_invent_a_record_and_cost_only_the_records_they_hit()
    {
        var entries = Pairs(20);
        var whole = Write(entries);

        Check.Sample(
            Gen.Select(
                Gen.Int[JournalSegment.HeadBytes, whole.Length - 1], Gen.Byte[1, 255]).Array[1, 12],
            flips =>
            {
                var bytes = (byte[])whole.Clone();
                foreach (var (at, mask) in flips)
                {
                    bytes[at] ^= mask;
                }

                var read = ReadAll(bytes, out _, out _);

                var hit = flips.Select(flip => flip.Item1).Distinct().Count();
                return read.All(entries.Contains) && read.Distinct().Count() == read.Count
                    && read.Count >= entries.Length - hit;
            },
            iter: 5_000);
    }

    [Fact]
    public void Noise_of_any_kind_is_read_without_failing()
    {
        var head = Write([]);

        Check.Sample(
            Gen.Byte.Array[0, 2_000],
            noise => ReadAll([.. head, .. noise], out _, out _).Count == 0,
            iter: 2_000);
    }

    [Fact]
    public void A_good_frame_at_the_wrong_place_is_no_record()
    {
        var whole = Write(Pairs(2));
        var frame = whole[JournalSegment.HeadBytes..Write([Pairs(1)[0]]).Length];

        // A caller can put any bytes into a text, and a disk can write a block twice.
        var read = ReadAll([.. whole, .. frame, .. frame], out _, out var torn);

        Assert.Equal(4, read.Count);
        Assert.Equal(2 * frame.Length, torn);
    }

    [Fact]
    public void Either_copy_of_the_head_is_enough_and_neither_means_the_file_is_unreadable()
    {
        var whole = Write(Pairs(1));
        var second = (byte[])whole.Clone();
        Array.Clear(second, 0, JournalSegment.HeadBytes / 2);
        Assert.Equal(2, ReadAll(second, out _, out _).Count);

        Array.Clear(second, 0, JournalSegment.HeadBytes);
        File.WriteAllBytes(JournalSegment.PathOf(_temp.Folder.Path, 1), second);
        Assert.False(JournalReader.TryOpen(_temp.Folder.Path, 1, 0, null, out _));
    }

    public void Dispose() => _temp.Dispose();

    private static LedgerEntry[] Pairs(int count) =>
    [
        .. Enumerable.Range(0, count).SelectMany(index =>
        {
            var started = Attempts.Started(user: $"user {index}");
            return new LedgerEntry[] { new(started, null), new(started, started.Settled(index)) };
        }),
    ];

    private byte[] Write(IReadOnlyList<LedgerEntry> entries)
    {
        using (var journal = new JournalAppender(_temp.Folder.Path, 1, long.MaxValue, RandomAccess.Write))
        {
            foreach (var (started, settled) in entries)
            {
                var frame = new byte[JournalSegment.FrameHead + LedgerPayload.MaxBytes(started)];
                var length = LedgerPayload.Write(frame.AsSpan(JournalSegment.FrameHead), started, settled);
                journal.Append(frame.AsSpan(0, JournalSegment.FrameHead + length));
            }
        }

        // Every file gets its own salt; reading them under one number keeps the salt of the file that is read.
        return File.ReadAllBytes(JournalSegment.PathOf(_temp.Folder.Path, 1));
    }

    private List<LedgerEntry> ReadAll(byte[] bytes, out long damaged, out long torn)
    {
        var folder = Path.Combine(_temp.Folder.Path, Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(JournalSegment.PathOf(folder, 1), bytes);
        Assert.True(JournalReader.TryOpen(folder, 1, 0, null, out var reader));

        var read = new List<LedgerEntry>();
        while (reader.Next() is { } entry)
        {
            read.Add(entry);
        }

        (damaged, torn) = (reader.Damaged, reader.Torn);
        Directory.Delete(folder, recursive: true);
        return read;
    }
}

using Microsoft.Extensions.Logging;
using Penstock.Gateway.Record;
using Penstock.Server.Storage.Ledger;
using Penstock.Testing;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Storage.Ledger;

public sealed class PenstockLedgerTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_settled_attempt_is_in_the_database_after_the_next_import()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        var attempt = Attempts.Started();

        Assert.True(harness.Ledger.TryBegin(attempt));
        Assert.True(harness.Ledger.TrySettle(attempt.Settled(4_200)));
        await harness.Importer.ImportAsync(Stop);

        var line = Assert.Single(harness.Lines());
        Assert.Equal((1, 4_200L, 100L, false), (line.Number, line.CostNano, line.Input, line.Counted));
        Assert.Equal((1L, 1L, 4_200L), harness.Days());
        Assert.Equal((1L, 0L), (harness.Importer.Entries, harness.Importer.Backlog));
    }

    [Fact]
    public async Task An_attempt_a_dead_process_left_open_is_recorded_as_interrupted_with_its_estimate()
    {
        var open = Attempts.Started();
        var killed = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        Assert.True(killed.Ledger.TryBegin(open));

        using var next = await LedgerHarness.OpenAsync(_temp.Folder, Stop);

        var line = Assert.Single(next.Lines());
        Assert.Equal(((int)AttemptStatus.Interrupted, 770L, 77L, true), (line.Status, line.CostNano, line.Input, line.Counted));
        Assert.Contains(next.Log.GetSnapshot(), record => record.Id.Id == 15107);
    }

    [Fact]
    public async Task Segments_are_deleted_once_imported_but_not_while_they_hold_an_open_attempt()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop, new LedgerOptions { SegmentBytes = 2_000 });
        var slow = Attempts.Started();
        Assert.True(harness.Ledger.TryBegin(slow));
        Run(harness, 40);

        await harness.Importer.ImportAsync(Stop);
        Assert.Equal([1, harness.Ledger.Position.Segment], JournalSegment.Find(_temp.Folder.Ledger));

        Assert.True(harness.Ledger.TrySettle(slow.Settled()));
        Run(harness, 10);
        await harness.Importer.ImportAsync(Stop);
        Assert.Equal([harness.Ledger.Position.Segment], JournalSegment.Find(_temp.Folder.Ledger));
        Assert.Equal(51, harness.Lines().Count);
    }

    [Fact]
    public async Task A_slow_attempt_whose_settlement_outlived_its_segment_is_not_interrupted_afterwards()
    {
        var killed = await LedgerHarness.OpenAsync(_temp.Folder, Stop, new LedgerOptions { SegmentBytes = 2_000 });
        var (pin, settledLater) = (Attempts.Started(), Attempts.Started());
        Assert.True(killed.Ledger.TryBegin(pin));
        Assert.True(killed.Ledger.TryBegin(settledLater));
        Run(killed, 20);
        Assert.True(killed.Ledger.TrySettle(settledLater.Settled(99)));
        Run(killed, 20);
        await killed.Importer.ImportAsync(Stop);

        using var next = await LedgerHarness.OpenAsync(_temp.Folder, Stop);

        Assert.Equal(42, next.Lines().Count);
        Assert.Single(next.Lines(), line => line.Status == (int)AttemptStatus.Interrupted);
        Assert.Equal(42, next.Days().Attempts);
    }

    [Fact]
    public async Task A_full_disk_refuses_new_attempts_and_keeps_settled_ones_until_there_is_room()
    {
        var full = false;
        void WriteUnlessFull(Microsoft.Win32.SafeHandles.SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            if (full)
            {
                RandomAccess.Write(file, bytes[..(bytes.Length / 2)], offset);
                throw new IOException("No space left on device");
            }

            RandomAccess.Write(file, bytes, offset);
        }

        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop, write: WriteUnlessFull);
        var attempt = Attempts.Started();
        Assert.True(harness.Ledger.TryBegin(attempt));

        full = true;
        Assert.False(harness.Ledger.TrySettle(attempt.Settled(5)));
        Assert.False(harness.Ledger.TryBegin(Attempts.Started()));
        Assert.False(harness.Ledger.TryBegin(Attempts.Started()));

        full = false;
        harness.Ledger.Flush();
        Run(harness, 1);
        await harness.Importer.ImportAsync(Stop);
        Assert.Equal(2, harness.Lines().Count);
        Assert.Single(harness.Log.GetSnapshot(), record => record.Level == LogLevel.Error);
        Assert.Single(harness.Log.GetSnapshot(), record => record.Id.Id == 15102);
    }

    [Fact]
    public async Task A_journal_that_could_not_be_written_works_again_without_anybody_asking()
    {
        var full = true;
        void WriteUnlessFull(Microsoft.Win32.SafeHandles.SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            if (full && offset > 0)
            {
                throw new IOException("No space left on device");
            }

            RandomAccess.Write(file, bytes, offset);
        }

        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop, write: WriteUnlessFull);
        Assert.False(harness.Ledger.TryBegin(Attempts.Started()));
        harness.Ledger.Flush();
        Assert.NotNull(harness.Ledger.Writes.Failure);

        full = false;
        harness.Ledger.Flush();

        Assert.Null(harness.Ledger.Writes.Failure);
    }

    [Fact]
    public async Task A_full_disk_is_noticed_while_nobody_asks()
    {
        var full = false;
        void WriteUnlessFull(Microsoft.Win32.SafeHandles.SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            if (full)
            {
                throw new IOException("No space left on device");
            }

            RandomAccess.Write(file, bytes, offset);
        }

        var options = new LedgerOptions();
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop, options, WriteUnlessFull);
        full = true;
        for (var flush = 0; flush < options.QuietFlushes; flush++)
        {
            harness.Ledger.Flush();
        }

        Assert.NotNull(harness.Ledger.Writes.Failure);
        full = false;
    }

    [Fact]
    public async Task A_segment_that_was_deleted_while_open_is_put_back_with_all_it_held()
    {
        var killed = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        var attempt = Attempts.Started();
        Assert.True(killed.Ledger.TryBegin(attempt));
        Assert.True(killed.Ledger.TrySettle(attempt.Settled(5)));
        Directory.Delete(_temp.Folder.Ledger, recursive: true);

        killed.Ledger.Flush();
        Run(killed, 1);

        using var next = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        Assert.Equal(2, next.Lines().Count);
        Assert.Single(killed.Log.GetSnapshot(), record => record.Id.Id == 15112);
    }

    [Fact]
    public async Task Records_of_a_segment_that_is_gone_for_a_moment_are_imported_when_it_is_back()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        Run(harness, 2);
        Directory.Delete(_temp.Folder.Ledger, recursive: true);

        await harness.Importer.ImportAsync(Stop);
        harness.Ledger.Flush();
        await harness.Importer.ImportAsync(Stop);

        Assert.Equal(2, harness.Lines().Count);
    }

    [Fact]
    public async Task A_segment_that_was_moved_away_and_back_goes_on()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        Run(harness, 2);
        Directory.Move(_temp.Folder.Ledger, _temp.Folder.Ledger + ".away");
        await File.WriteAllTextAsync(_temp.Folder.Ledger, "in the way", Stop);
        harness.Ledger.Flush();
        File.Delete(_temp.Folder.Ledger);
        Directory.Move(_temp.Folder.Ledger + ".away", _temp.Folder.Ledger);

        harness.Ledger.Flush();
        Run(harness, 1);
        await harness.Importer.ImportAsync(Stop);

        Assert.Equal(3, harness.Lines().Count);
    }

    [Fact]
    public async Task What_is_written_after_a_segment_was_emptied_is_not_lost()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        Run(harness, 2);
        await harness.Importer.ImportAsync(Stop);
        await File.WriteAllBytesAsync(JournalSegment.PathOf(_temp.Folder.Ledger, harness.Ledger.Position.Segment), [], Stop);

        Run(harness, 1);
        await harness.Importer.ImportAsync(Stop);
        harness.Ledger.Flush();
        Run(harness, 1);
        await harness.Importer.ImportAsync(Stop);

        Assert.Equal(4, harness.Lines().Count);
    }

    [Fact]
    public async Task Nothing_begins_in_a_segment_that_cannot_be_put_back()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        Directory.Delete(_temp.Folder.Ledger, recursive: true);
        await File.WriteAllTextAsync(_temp.Folder.Ledger, "in the way", Stop);

        harness.Ledger.Flush();
        var refused = harness.Ledger.TryBegin(Attempts.Started());
        File.Delete(_temp.Folder.Ledger);
        harness.Ledger.Flush();

        Assert.False(refused);
        Assert.True(harness.Ledger.TryBegin(Attempts.Started()));
    }

    [Fact]
    public async Task A_database_that_was_replaced_while_open_gets_what_the_journal_still_holds()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        harness.Execute($"VACUUM INTO '{_temp.Folder.Database}.backup'");
        Run(harness, 3);
        await harness.Importer.ImportAsync(Stop);
        File.Delete(_temp.Folder.Database + "-wal");
        File.Delete(_temp.Folder.Database + "-shm");
        File.Move(_temp.Folder.Database + ".backup", _temp.Folder.Database, overwrite: true);

        await harness.Importer.ProbeAsync(Stop);
        await harness.Importer.ImportAsync(Stop);

        Assert.Equal(3, harness.Lines().Count);
        Assert.Equal(3, harness.Importer.Entries);
    }

    [Fact]
    public async Task No_segment_is_deleted_for_a_database_that_nobody_will_find_again()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop, new LedgerOptions { SegmentBytes = 2_000 });
        Run(harness, 40);
        var segments = JournalSegment.Find(_temp.Folder.Ledger);
        File.Move(_temp.Folder.Database, _temp.Folder.Database + ".away");

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => harness.Importer.ImportAsync(Stop));

        Assert.Equal(segments, JournalSegment.Find(_temp.Folder.Ledger));
        File.Move(_temp.Folder.Database + ".away", _temp.Folder.Database);
        await harness.Importer.ImportAsync(Stop);
        Assert.Equal(40, harness.Lines().Count);
    }

    [Fact]
    public async Task Settling_twice_keeps_the_first()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        var attempt = Attempts.Started();
        harness.Ledger.TryBegin(attempt);
        harness.Ledger.TrySettle(attempt.Settled(1));

        Assert.True(harness.Ledger.TrySettle(attempt.Settled(2)));

        await harness.Importer.ImportAsync(Stop);
        Assert.Equal(1, Assert.Single(harness.Lines()).CostNano);
    }

    [Fact]
    public async Task Nothing_begins_before_the_journal_is_open()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        harness.Ledger.Dispose();

        Assert.False(harness.Ledger.TryBegin(Attempts.Started()));
    }

    [Fact]
    public async Task A_record_allocates_almost_nothing()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop);

        var allocated = AllocatedBytes.LeastOf(() =>
        {
            var attempts = Enumerable.Range(0, 1_000).Select(_ => Attempts.Started()).Select(started => (started, started.Settled())).ToArray();
            return () => Pass(harness, attempts);
        });

        Assert.InRange(allocated / 1_000, 0, 32);
    }

    public void Dispose() => _temp.Dispose();

    private static void Pass(LedgerHarness harness, ReadOnlySpan<(AttemptStarted Started, AttemptSettled Settled)> attempts)
    {
        foreach (var (started, settled) in attempts)
        {
            harness.Ledger.TryBegin(started);
            harness.Ledger.TrySettle(settled);
        }
    }

    private static void Run(LedgerHarness harness, int attempts)
    {
        for (var index = 0; index < attempts; index++)
        {
            var started = Attempts.Started();
            Assert.True(harness.Ledger.TryBegin(started));
            Assert.True(harness.Ledger.TrySettle(started.Settled()));
        }
    }
}

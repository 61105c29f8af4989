using Microsoft.Data.Sqlite;
using Penstock.Gateway.Record;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Ledger;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Storage.Ledger;

public sealed class LedgerRecoveryTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_torn_tail_at_any_byte_leaves_every_earlier_record_and_an_interrupted_last_one()
    {
        var (journal, ends) = await KilledJournalAsync(attempts: 3);

        for (var length = ends[^2]; length < journal.Length; length += 7)
        {
            using var temp = new TempFolder();
            Directory.CreateDirectory(temp.Folder.Ledger);
            File.Copy(_temp.Folder.Database, temp.Folder.Database);
            await File.WriteAllBytesAsync(JournalSegment.PathOf(temp.Folder.Ledger, 1), journal[..(int)length], Stop);

            using var recovered = await LedgerHarness.OpenAsync(temp.Folder, Stop);

            Assert.Equal(
                [(int)AttemptStatus.Succeeded, (int)AttemptStatus.Succeeded, (int)AttemptStatus.Interrupted],
                recovered.Lines().Select(line => line.Status).Order());
        }
    }

    [Fact]
    public async Task A_damaged_middle_is_reported_and_costs_no_more_than_an_exact_figure()
    {
        var (journal, ends) = await KilledJournalAsync(attempts: 5);
        journal[(int)ends[2] + 40] ^= 0xFF; // the settlement of the second attempt
        journal[(int)ends[5] + 40] ^= 0xFF; // the beginning of the fourth, whose settlement stands alone
        await File.WriteAllBytesAsync(JournalSegment.PathOf(_temp.Folder.Ledger, 1), journal, Stop);

        using var recovered = await LedgerHarness.OpenAsync(_temp.Folder, Stop);

        Assert.Equal([0, 0, 0, 0, (int)AttemptStatus.Interrupted], recovered.Lines().Select(line => line.Status).Order());
        Assert.Single(recovered.Log.GetSnapshot(), record => record.Id.Id == 15104);
    }

    [Fact]
    public async Task A_segment_without_a_readable_head_is_set_aside_and_does_not_stop_the_start()
    {
        var (journal, _) = await KilledJournalAsync(attempts: 2);
        Array.Clear(journal, 0, JournalSegment.HeadBytes);
        await File.WriteAllBytesAsync(JournalSegment.PathOf(_temp.Folder.Ledger, 1), journal, Stop);

        using var recovered = await LedgerHarness.OpenAsync(_temp.Folder, Stop);

        Assert.Empty(recovered.Lines());
        Assert.True(File.Exists(JournalSegment.PathOf(_temp.Folder.Ledger, 1) + ".unreadable"));
    }

    [Fact]
    public async Task Importing_the_same_journal_again_changes_nothing()
    {
        var (journal, _) = await KilledJournalAsync(attempts: 6);
        using (var first = await LedgerHarness.OpenAsync(_temp.Folder, Stop))
        {
            // The kill came after the commit and before the file was deleted; and the position went missing on top.
            first.Execute("DELETE FROM ledger_position");
        }

        await File.WriteAllBytesAsync(JournalSegment.PathOf(_temp.Folder.Ledger, 1), journal, Stop);
        using var second = await LedgerHarness.OpenAsync(_temp.Folder, Stop);

        Assert.Equal(6, second.Lines().Count);
        Assert.Equal((6L, 6L, 6 * 12_345L), second.Days());
    }

    [Fact]
    public async Task A_failed_commit_leaves_the_records_for_the_next_import()
    {
        using var harness = await LedgerHarness.OpenAsync(_temp.Folder, Stop, new LedgerOptions { ImportBatch = 3 });
        harness.Execute(
            "CREATE TRIGGER broken BEFORE INSERT ON ledger WHEN (SELECT COUNT(*) FROM ledger) >= 5 "
            + "BEGIN SELECT RAISE(ABORT, 'no more'); END");
        Settle(harness, 10);

        await Assert.ThrowsAsync<SqliteException>(() => harness.Importer.ImportAsync(Stop));
        Assert.Equal(3, harness.Days().Attempts);
        Assert.Equal(7, harness.Importer.Backlog);

        harness.Execute("DROP TRIGGER broken");
        await harness.Importer.ImportAsync(Stop);
        Assert.Equal((10L, 10L, 10 * 12_345L), harness.Days());
    }

    [Fact]
    public async Task A_journal_without_its_database_is_imported_whole()
    {
        await KilledJournalAsync(attempts: 4);
        StorageRegistration.ForgetConnections(_temp.Folder);
        foreach (var file in Directory.GetFiles(_temp.Folder.Path, "penstock.db*"))
        {
            File.Delete(file);
        }

        using var recovered = await LedgerHarness.OpenAsync(_temp.Folder, Stop);

        Assert.Equal(4, recovered.Lines().Count);
    }

    public void Dispose() => _temp.Dispose();

    private static void Settle(LedgerHarness harness, int attempts, List<long>? ends = null)
    {
        for (var index = 0; index < attempts; index++)
        {
            var started = Attempts.Started();
            Assert.True(harness.Ledger.TryBegin(started));
            ends?.Add(harness.Ledger.Position.Offset);
            Assert.True(harness.Ledger.TrySettle(started.Settled()));
            ends?.Add(harness.Ledger.Position.Offset);
        }
    }

    // The process ends here without any farewell: nothing is disposed, nothing imported.
    private async Task<(byte[] Journal, List<long> Ends)> KilledJournalAsync(int attempts)
    {
        var killed = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        var ends = new List<long>();
        Settle(killed, attempts, ends);
        return (await File.ReadAllBytesAsync(JournalSegment.PathOf(_temp.Folder.Ledger, 1), Stop), ends);
    }
}

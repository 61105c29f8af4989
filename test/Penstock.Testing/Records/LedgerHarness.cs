using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Ledger;

namespace Penstock.Testing.Records;

/// <summary>A ledger on a data folder, opened and recovered. Dropping it without disposal is what a kill leaves behind.</summary>
internal sealed class LedgerHarness : IDisposable
{
    private readonly ServiceProvider _services;

    private LedgerHarness(DataFolder folder, LedgerOptions options, JournalWrite? write, TimeProvider clock)
    {
        Folder = folder;
        _services = new ServiceCollection().AddMetrics().AddLogging().AddStorage(folder).BuildServiceProvider();
        var logger = new LoggerFactory([new FakeLoggerProvider(Log)]);
        var metrics = new LedgerMetrics(_services.GetRequiredService<IMeterFactory>());
        Ledger = new PenstockLedger(folder, options, metrics, logger.CreateLogger<PenstockLedger>(), write);
        Importer = new LedgerImporter(folder, options, Ledger, metrics, clock, logger.CreateLogger<LedgerImporter>());
        Service = new LedgerService(options, Ledger, Importer, clock, logger.CreateLogger<LedgerService>());
    }

    public DataFolder Folder { get; }

    public PenstockLedger Ledger { get; }

    public LedgerImporter Importer { get; }

    public LedgerService Service { get; }

    public FakeLogCollector Log { get; } = new();

    public static async Task<LedgerHarness> OpenAsync(
        DataFolder folder, CancellationToken cancellationToken, LedgerOptions? options = null, JournalWrite? write = null)
    {
        Directory.CreateDirectory(folder.Ledger);
        var harness = new LedgerHarness(folder, options ?? new LedgerOptions(), write, TimeProvider.System);
        await harness._services.GetRequiredService<StorageMigrator>().MigrateAsync(cancellationToken);
        await harness.Importer.RecoverAsync(cancellationToken);
        return harness;
    }

    public IReadOnlyList<LedgerLine> Lines() => Query(
        "SELECT hex(trace), number, status, cost_nano, input, counted FROM ledger ORDER BY trace, number",
        row => new LedgerLine(
            row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5) != 0));

    public (long Attempts, long Requests, long CostNano) Days() => Query(
        "SELECT COALESCE(SUM(attempts), 0), COALESCE(SUM(requests), 0), COALESCE(SUM(cost_nano), 0) FROM usage_day",
        row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)))[0];

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Importer.Dispose();
        Ledger.Dispose();
        Service.Dispose();
        _services.Dispose();
    }

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(StorageRegistration.ConnectionString(Folder));
        connection.Open();
        return connection;
    }
}

internal sealed record LedgerLine(string Trace, int Number, int Status, long CostNano, long Input, bool Counted);

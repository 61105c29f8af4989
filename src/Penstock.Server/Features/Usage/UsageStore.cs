using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Penstock.Contracts.Admin.Usage;
using Penstock.Contracts.Money;
using Penstock.Server.Snapshots;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Ledger;

namespace Penstock.Server.Features.Usage;

/// <summary>Sums over the ledger. An answer holds every attempt that was settled before the question.</summary>
internal sealed class UsageStore(
    IDbContextFactory<PenstockDb> databases, LedgerImporter importer, SnapshotService snapshots, TimeProvider clock)
{
    private const int DefaultDays = 30;

    public async Task<UsageReport> ReadAsync(UsageQuery query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var from = query.From ?? new DateTimeOffset(now.UtcDateTime.Date.AddDays(-DefaultDays), TimeSpan.Zero);

        // An end that lies ahead is no end: clocks of other machines may run a little fast.
        var statement = new UsageStatement(query, from, query.To < now ? query.To : null);
        await importer.ImportAsync(cancellationToken);

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        var rows = query.GroupBy.Count == 0
            ? []
            : await QueryAsync(connection, statement, grouped: true, row => Row(row, query.GroupBy), cancellationToken);
        var totals = await QueryAsync(connection, statement, grouped: false, row => Figures(row, 0), cancellationToken);

        return new UsageReport { From = from, To = query.To ?? now, GroupBy = query.GroupBy, Rows = rows, Totals = totals[0] };
    }

    [SuppressMessage("Security", "CA2100", Justification = "Columns come from a closed list; values go through parameters.")]
    private static async Task<List<T>> QueryAsync<T>(
        DbConnection connection, UsageStatement statement, bool grouped, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        statement.Write(command, grouped);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private UsageRow Row(DbDataReader row, IReadOnlyList<string> groups)
    {
        var figures = Figures(row, groups.Count);
        var key = Text(row, groups, "key");
        return new UsageRow
        {
            Day = Text(row, groups, UsageGroups.Day) is { } day ? DateOnly.ParseExact(day, "yyyyMMdd") : null,
            Tenant = Text(row, groups, "tenant"),
            Key = key,
            KeyName = key is null ? null : snapshots.Current?.Settings.Keys.FirstOrDefault(one => one.Id == key)?.Name,
            App = Text(row, groups, "app"),
            Model = Text(row, groups, "model"),
            Provider = Text(row, groups, "provider"),
            User = Text(row, groups, UsageGroups.User),
            Requests = figures.Requests,
            Attempts = figures.Attempts,
            InputTokens = figures.InputTokens,
            CachedInputTokens = figures.CachedInputTokens,
            CacheWriteTokens = figures.CacheWriteTokens,
            OutputTokens = figures.OutputTokens,
            ReasoningTokens = figures.ReasoningTokens,
            CountedAttempts = figures.CountedAttempts,
            CostUsd = figures.CostUsd,
        };
    }

    private static UsageFigures Figures(DbDataReader row, int first) => new()
    {
        Requests = Sum(row, first),
        Attempts = Sum(row, first + 1),
        InputTokens = Sum(row, first + 2),
        CachedInputTokens = Sum(row, first + 3),
        CacheWriteTokens = Sum(row, first + 4),
        OutputTokens = Sum(row, first + 5),
        ReasoningTokens = Sum(row, first + 6),
        CountedAttempts = Sum(row, first + 7),
        CostUsd = new NanoUsd(Sum(row, first + 8)),
    };

    private static long Sum(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetInt64(column);

    private static string? Text(DbDataReader row, IReadOnlyList<string> groups, string name)
    {
        for (var index = 0; index < groups.Count; index++)
        {
            if (groups[index] == name)
            {
                return Convert.ToString(row.GetValue(index));
            }
        }

        return null;
    }
}

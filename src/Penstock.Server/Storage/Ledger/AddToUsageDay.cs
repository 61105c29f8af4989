using Microsoft.Data.Sqlite;

namespace Penstock.Server.Storage.Ledger;

/// <summary>The prepared statement that adds to one row of daily sums.</summary>
internal sealed class AddToUsageDay : IDisposable
{
    private static readonly string[] Keys = ["day", "tenant", "key", "app", "model", "provider"];

    private static readonly string[] Sums =
    [
        "requests", "attempts", "input", "cached_input", "cache_write", "output", "reasoning", "counted_attempts", "cost_nano",
    ];

    private readonly SqliteCommand _command;

    public AddToUsageDay(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        string[] all = [.. Keys, .. Sums];
        var columns = string.Join(", ", all.Select(name => $"\"{name}\""));
        var values = string.Join(", ", all.Select(name => "$" + name));
        var conflict = string.Join(", ", Keys.Select(name => $"\"{name}\""));
        var updates = string.Join(", ", Sums.Select(name => $"\"{name}\" = \"{name}\" + excluded.\"{name}\""));
        _command.CommandText =
            $"INSERT INTO usage_day ({columns}) VALUES ({values}) ON CONFLICT ({conflict}) DO UPDATE SET {updates}";

        foreach (var name in all)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = "$" + name });
        }
    }

    public void Run(SqliteTransaction transaction, UsageDayKey key, UsageDaySums sums)
    {
        _command.Transaction = transaction;
        object[] values =
        [
            key.Day, key.Tenant, key.Key, key.App, key.Model, key.Provider,
            sums.Requests, sums.Attempts, sums.Input, sums.CachedInput, sums.CacheWrite, sums.Output, sums.Reasoning,
            sums.Counted, sums.CostNano,
        ];

        for (var index = 0; index < values.Length; index++)
        {
            _command.Parameters[index].Value = values[index];
        }

        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}

using Microsoft.Data.Sqlite;
using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Ledger;

/// <summary>The prepared statement that adds one settled attempt.</summary>
internal sealed class InsertLedgerRow : IDisposable
{
    private static readonly string[] Columns =
    [
        "trace", "number", "at", "settled_at", "day", "tenant", "key", "app", "release", "model", "provider", "operation",
        "user", "status", "input", "cached_input", "cache_write", "output", "reasoning", "counted", "cost_nano",
    ];

    private readonly SqliteCommand _command;

    public InsertLedgerRow(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        var columns = string.Join(", ", Columns.Select(name => $"\"{name}\""));
        var values = string.Join(", ", Columns.Select(name => "$" + name));
        _command.CommandText = $"INSERT INTO ledger ({columns}) VALUES ({values}) ON CONFLICT DO NOTHING";

        foreach (var name in Columns)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = "$" + name });
        }
    }

    /// <summary>False when the attempt is there already.</summary>
    public bool Run(SqliteTransaction transaction, AttemptStarted started, AttemptSettled settled)
    {
        _command.Transaction = transaction;
        BindStarted(started);
        BindSettled(settled);
        return _command.ExecuteNonQuery() == 1;
    }

    public void Dispose() => _command.Dispose();

    private void BindStarted(AttemptStarted started)
    {
        Bind("$trace", started.Id.Trace.Value.ToByteArray(bigEndian: true));
        Bind("$number", started.Id.Number);
        Bind("$at", UnixMicroseconds.From(started.At));
        Bind("$day", UsageDayKey.DayOf(started.At));
        Bind("$tenant", started.Tenant);
        Bind("$key", started.Key);
        Bind("$app", started.App ?? string.Empty);
        Bind("$release", started.Release ?? string.Empty);
        Bind("$model", started.Model);
        Bind("$provider", started.Provider);
        Bind("$operation", (int)started.Operation);
        Bind("$user", started.User ?? string.Empty);
    }

    private void BindSettled(AttemptSettled settled)
    {
        Bind("$settled_at", UnixMicroseconds.From(settled.At));
        Bind("$status", (int)settled.Status);
        Bind("$input", settled.Usage.Input);
        Bind("$cached_input", settled.Usage.CachedInput);
        Bind("$cache_write", settled.Usage.CacheWrite);
        Bind("$output", settled.Usage.Output);
        Bind("$reasoning", settled.Usage.Reasoning);
        Bind("$counted", settled.Usage.Counted ? 1 : 0);
        Bind("$cost_nano", settled.Cost.Value);
    }

    private void Bind(string name, object value) => _command.Parameters[name].Value = value;
}

using System.Data.Common;
using Penstock.Contracts.Admin.Usage;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Ledger;

namespace Penstock.Server.Features.Usage;

/// <summary>The statement that answers a usage question, in words every SQL database knows.</summary>
/// <remarks>
/// Whole days without users come from the daily sums, a few rows per day however many requests there were; anything
/// finer comes from the ledger itself. Both hold the same attempts, added in one transaction.
/// </remarks>
internal sealed class UsageStatement
{
    private const string DaySums =
        "SUM(requests), SUM(attempts), SUM(input), SUM(cached_input), SUM(cache_write), SUM(output), SUM(reasoning), SUM(counted_attempts), SUM(cost_nano)";

    private const string LedgerSums =
        "SUM(CASE WHEN \"number\" = 1 THEN 1 ELSE 0 END), COUNT(*), SUM(input), SUM(cached_input), SUM(cache_write), SUM(output), SUM(reasoning), SUM(counted), SUM(cost_nano)";

    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object Value)> _values = [];
    private readonly bool _days;
    private readonly string[] _groups;

    public UsageStatement(UsageQuery query, DateTimeOffset from, DateTimeOffset? to)
    {
        _groups = [.. query.GroupBy];
        _days = !_groups.Contains(UsageGroups.User) && IsMidnight(from) && (to is null || IsMidnight(to.Value));
        Add(_days ? "\"day\" >= @from" : "\"at\" >= @from", "@from", Bound(from));

        if (to is { } end)
        {
            Add(_days ? "\"day\" < @to" : "\"at\" < @to", "@to", Bound(end));
        }

        Add("tenant = @tenant", "@tenant", query.Tenant);
        Add("\"key\" = @key", "@key", query.Key);
        Add("app = @app", "@app", query.App);
        Add("model = @model", "@model", query.Model);
    }

    /// <summary>The sums of every group, or of everything.</summary>
    /// <param name="command">The command to fill.</param>
    /// <param name="grouped">False for the totals.</param>
    public void Write(DbCommand command, bool grouped)
    {
        var columns = grouped ? string.Join(", ", _groups.Select(name => UsageGroups.Columns[name])) : string.Empty;
        var sums = _days ? DaySums : LedgerSums;
        var select = columns.Length > 0 ? $"{columns}, {sums}" : sums;
        var tail = columns.Length > 0 ? $"GROUP BY {columns} ORDER BY {Order(columns)}" : string.Empty;
        command.CommandText =
            $"SELECT {select} FROM {(_days ? "usage_day" : "ledger")} WHERE {string.Join(" AND ", _conditions)} {tail}";

        foreach (var (name, value) in _values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    // Most expensive first; by day, oldest first. The groups come last, so that equal sums keep their order.
    private string Order(string columns) =>
        (_groups.Contains(UsageGroups.Day) ? "\"day\", " : string.Empty) + "SUM(cost_nano) DESC, " + columns;

    private static bool IsMidnight(DateTimeOffset time) => time.UtcTicks % TimeSpan.TicksPerDay == 0;

    private object Bound(DateTimeOffset time) => _days ? UsageDayKey.DayOf(time) : UnixMicroseconds.From(time);

    private void Add(string condition, string name, object? value)
    {
        if (value is not null)
        {
            _conditions.Add(condition);
            _values.Add((name, value));
        }
    }
}

using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Ledger;

/// <summary>What one row of daily sums stands for.</summary>
internal readonly record struct UsageDayKey(int Day, string Tenant, string Key, string App, string Model, string Provider)
{
    public static UsageDayKey Of(AttemptStarted started) => new(
        DayOf(started.At), started.Tenant, started.Key, started.App ?? string.Empty, started.Model, started.Provider);

    /// <summary>The UTC day as yyyymmdd.</summary>
    public static int DayOf(DateTimeOffset time)
    {
        var day = time.UtcDateTime;
        return (day.Year * 10_000) + (day.Month * 100) + day.Day;
    }
}

/// <summary>Sums to add to one row of daily sums.</summary>
internal readonly record struct UsageDaySums(
    long Requests,
    long Attempts,
    long Input,
    long CachedInput,
    long CacheWrite,
    long Output,
    long Reasoning,
    long Counted,
    long CostNano)
{
    public UsageDaySums Plus(LedgerEntry entry)
    {
        var (usage, cost) = (entry.Settled!.Usage, entry.Settled.Cost); // sums are of settled entries only
        return new UsageDaySums(
            Requests + (entry.Started.Id.Number == 1 ? 1 : 0),
            Attempts + 1,
            Input + usage.Input,
            CachedInput + usage.CachedInput,
            CacheWrite + usage.CacheWrite,
            Output + usage.Output,
            Reasoning + usage.Reasoning,
            Counted + (usage.Counted ? 1 : 0),
            checked(CostNano + cost.Value));
    }
}

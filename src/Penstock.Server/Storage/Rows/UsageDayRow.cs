namespace Penstock.Server.Storage.Rows;

/// <summary>The sums of one UTC day for one combination of payer and target.</summary>
internal sealed class UsageDayRow
{
    /// <summary>As yyyymmdd.</summary>
    public required int Day { get; set; }

    public required string Tenant { get; set; }

    public required string Key { get; set; }

    public required string App { get; set; }

    public required string Model { get; set; }

    public required string Provider { get; set; }

    /// <summary>First attempts: each request has exactly one, so they add up over any grouping.</summary>
    public required long Requests { get; set; }

    public required long Attempts { get; set; }

    public required long Input { get; set; }

    public required long CachedInput { get; set; }

    public required long CacheWrite { get; set; }

    public required long Output { get; set; }

    public required long Reasoning { get; set; }

    public required long CountedAttempts { get; set; }

    public required long CostNano { get; set; }
}

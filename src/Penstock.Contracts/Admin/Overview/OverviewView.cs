namespace Penstock.Contracts.Admin.Overview;

/// <summary>What happened in the last minutes, hours or days. Counts and sums are exact, percentiles have three significant digits.</summary>
public sealed record OverviewView
{
    /// <summary>The window asked for: <c>15m</c>, <c>1h</c>, <c>6h</c>, <c>24h</c> or <c>7d</c>.</summary>
    public required string Window { get; init; }

    /// <summary>The start of the first bucket.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the last bucket, which is still filling.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The width of a bucket in seconds: 60, or more in long windows.</summary>
    public required int BucketS { get; init; }

    /// <summary>The whole window.</summary>
    public required TrafficFigures Totals { get; init; }

    /// <summary>The buckets in order of time, empty ones included.</summary>
    public required IReadOnlyList<OverviewBucket> Series { get; init; }

    /// <summary>The apps with most requests, at most ten.</summary>
    public required IReadOnlyList<OverviewShare> TopApps { get; init; }

    /// <summary>The models with most requests, at most ten.</summary>
    public required IReadOnlyList<OverviewShare> TopModels { get; init; }
}

/// <summary>The figures of one bucket.</summary>
public sealed record OverviewBucket : TrafficFigures
{
    /// <summary>The start of the bucket.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The figures of one app or model over the window.</summary>
public sealed record OverviewShare : TrafficFigures
{
    /// <summary>The app or model.</summary>
    public required string Name { get; init; }
}

using Penstock.Contracts.Money;

namespace Penstock.Contracts.Admin.Overview;

/// <summary>Figures about the exchanges of one span of time. Percentiles are <see langword="null"/> where nothing was measured.</summary>
public record TrafficFigures
{
    /// <summary>Exchanges that ended, however they ended.</summary>
    public required long Requests { get; init; }

    /// <summary>Those that failed, were cut, or were refused.</summary>
    public required long Errors { get; init; }

    /// <summary>Those whose caller went away.</summary>
    public required long Aborted { get; init; }

    /// <summary>Median time to first token of streams, in milliseconds.</summary>
    public double? TtftP50Ms { get; init; }

    /// <summary>95th percentile of the time to first token of streams, in milliseconds.</summary>
    public double? TtftP95Ms { get; init; }

    /// <summary>Median duration in milliseconds.</summary>
    public double? DurationP50Ms { get; init; }

    /// <summary>95th percentile of the duration in milliseconds.</summary>
    public double? DurationP95Ms { get; init; }

    /// <summary>Input tokens of all attempts.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Output tokens of all attempts.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Cost of all attempts in USD.</summary>
    public required NanoUsd CostUsd { get; init; }
}

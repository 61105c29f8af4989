namespace Penstock.Statistics.Comparisons.Decisions;

/// <summary>Which way a metric should go.</summary>
public enum Better
{
    /// <summary>Higher is better: pass rates, scores.</summary>
    Higher,

    /// <summary>Lower is better: cost, latency, error rates.</summary>
    Lower,
}

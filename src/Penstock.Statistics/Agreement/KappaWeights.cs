namespace Penstock.Statistics.Agreement;

/// <summary>How much two different grades count as agreement, by their distance on the scale from the lowest to the highest category.</summary>
public enum KappaWeights
{
    /// <summary>1 − |i − j| / range: each step costs the same (Cicchetti and Allison 1971).</summary>
    Linear,

    /// <summary>1 − (i − j)² / range²: far misses cost most; close to an intraclass correlation (Fleiss and Cohen 1973).</summary>
    Quadratic,
}

namespace Penstock.Statistics.Drift.Detectors;

/// <summary>To which side a running mean has moved.</summary>
public enum DriftDirection
{
    /// <summary>Values are larger than before.</summary>
    Up,

    /// <summary>Values are smaller than before.</summary>
    Down,
}

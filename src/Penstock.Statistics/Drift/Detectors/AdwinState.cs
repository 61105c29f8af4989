namespace Penstock.Statistics.Drift.Detectors;

/// <summary>An <see cref="Adwin"/> as saved.</summary>
public sealed record AdwinState
{
    /// <summary>The options.</summary>
    public required AdwinOptions Options { get; init; }

    /// <summary>The observations and the last alarm.</summary>
    public required AlarmLogState Log { get; init; }

    /// <summary>How many buckets there are of 1, 2, 4, 8 … observations: 0 to 5 each.</summary>
    public required int[] Buckets { get; init; }

    /// <summary>The sum of each bucket, those of one observation first, and the oldest first within a size.</summary>
    public required double[] Totals { get; init; }

    /// <summary>The sum of squared distances from its mean of each bucket, in the same order; none negative.</summary>
    public required double[] Squares { get; init; }

    /// <summary>The sum of the window.</summary>
    public required double Total { get; init; }

    /// <summary>The sum of squared distances from the mean of the window, at least 0.</summary>
    public required double Square { get; init; }

    /// <summary>The largest difference of two parts of the window at the last check, as a share of what would have been an alarm.</summary>
    public required double Nearest { get; init; }
}

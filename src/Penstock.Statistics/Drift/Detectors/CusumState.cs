namespace Penstock.Statistics.Drift.Detectors;

/// <summary>A <see cref="Cusum"/> as saved.</summary>
public sealed record CusumState
{
    /// <summary>The options.</summary>
    public required CusumOptions Options { get; init; }

    /// <summary>The observations and the last alarm.</summary>
    public required AlarmLogState Log { get; init; }

    /// <summary>The upper sum in standard deviations, at least 0.</summary>
    public required double Upper { get; init; }

    /// <summary>The lower sum in standard deviations, at least 0.</summary>
    public required double Lower { get; init; }

    /// <summary>The observations since the upper sum was last 0.</summary>
    public required long UpperRun { get; init; }

    /// <summary>The observations since the lower sum was last 0.</summary>
    public required long LowerRun { get; init; }
}

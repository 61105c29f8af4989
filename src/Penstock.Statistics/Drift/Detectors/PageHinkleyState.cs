namespace Penstock.Statistics.Drift.Detectors;

/// <summary>A <see cref="PageHinkley"/> test as saved.</summary>
public sealed record PageHinkleyState
{
    /// <summary>The options.</summary>
    public required PageHinkleyOptions Options { get; init; }

    /// <summary>The observations and the last alarm.</summary>
    public required AlarmLogState Log { get; init; }

    /// <summary>The observations since the last restart.</summary>
    public required long Run { get; init; }

    /// <summary>Their mean.</summary>
    public required double Mean { get; init; }

    /// <summary>The height of the rising sum above its lowest point, at least 0.</summary>
    public required double Upper { get; init; }

    /// <summary>The height of the falling sum above its lowest point, at least 0.</summary>
    public required double Lower { get; init; }

    /// <summary>The observations since the rising sum was at its lowest.</summary>
    public required long UpperRun { get; init; }

    /// <summary>The observations since the falling sum was at its lowest.</summary>
    public required long LowerRun { get; init; }
}

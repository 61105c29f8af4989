namespace Penstock.Statistics.Drift.Detectors;

/// <summary>The observations and the last alarm of a detector, as saved.</summary>
public sealed record AlarmLogState
{
    /// <summary>The observations, at least 0.</summary>
    public required long Count { get; init; }

    /// <summary>The alarms, from 0 to the count.</summary>
    public required long Alarms { get; init; }

    /// <summary>The observation that raised the last alarm.</summary>
    public required long At { get; init; }

    /// <summary>The first observation after the change.</summary>
    public required long Since { get; init; }

    /// <summary>The estimated size of the move.</summary>
    public required double Change { get; init; }

    /// <summary>The statistic at the alarm.</summary>
    public required double Statistic { get; init; }

    /// <summary>The threshold at the alarm.</summary>
    public required double Threshold { get; init; }
}

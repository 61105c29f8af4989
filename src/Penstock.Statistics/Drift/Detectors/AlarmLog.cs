using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift.Detectors;

/// <summary>The count of observations and the last alarm of a detector, without allocating for either.</summary>
internal struct AlarmLog
{
    private long _at;
    private long _since;
    private double _change;
    private double _statistic;
    private double _threshold;

    public long Count { get; set; }

    public long Alarms { get; private set; }

    public readonly DriftAlarm? Last =>
        Alarms == 0 ? null : new DriftAlarm(_at, _since, _change >= 0 ? DriftDirection.Up : DriftDirection.Down, _change, _statistic, _threshold);

    public void Ring(long since, double change, double statistic, double threshold)
    {
        Alarms++;
        (_at, _since, _change, _statistic, _threshold) = (Count, since, change, statistic, threshold);
    }

    public readonly AlarmLogState Save() => new()
    {
        Count = Count,
        Alarms = Alarms,
        At = _at,
        Since = _since,
        Change = _change,
        Statistic = _statistic,
        Threshold = _threshold,
    };

    public static AlarmLog Restore(AlarmLogState state, string name)
    {
        SavedState.Require(state is not null, name, "the log of alarms is missing");
        SavedState.Require(state!.Count is >= 0 and <= Check.MostCount && state.Alarms >= 0 && state.Alarms <= state.Count, name, "counts must not be negative, nor alarms more than observations");
        SavedState.Require(
            state.Alarms == 0 || (state.Since >= 1 && state.Since <= state.At && state.At <= state.Count), name, "the last alarm must lie among the observations");
        SavedState.Finite(name, state.Change, state.Statistic, state.Threshold);
        return new AlarmLog
        {
            Count = state.Count,
            Alarms = state.Alarms,
            _at = state.At,
            _since = state.Since,
            _change = state.Change,
            _statistic = state.Statistic,
            _threshold = state.Threshold,
        };
    }
}

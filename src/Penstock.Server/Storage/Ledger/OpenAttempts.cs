using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Ledger;

/// <summary>Attempts that have begun and are not settled, and the segments their beginnings stand in. Not thread-safe.</summary>
internal sealed class OpenAttempts
{
    private readonly Dictionary<AttemptId, Open> _attempts = [];
    private readonly Dictionary<long, int> _perSegment = [];

    public int Count => _attempts.Count;

    public void Begin(AttemptStarted attempt, long segment)
    {
        if (_attempts.TryAdd(attempt.Id, new Open(attempt, segment)))
        {
            _perSegment[segment] = _perSegment.GetValueOrDefault(segment) + 1;
        }
    }

    /// <summary>Takes an attempt out. <see langword="null"/> when it never began here or is settled already.</summary>
    public AttemptStarted? Settle(AttemptId id)
    {
        if (!_attempts.Remove(id, out var open))
        {
            return null;
        }

        var left = _perSegment[open.Segment] - 1;
        if (left == 0)
        {
            _perSegment.Remove(open.Segment);
        }
        else
        {
            _perSegment[open.Segment] = left;
        }

        return open.Attempt;
    }

    /// <summary>Whether a segment must stay, because it alone knows of an attempt that is still under way.</summary>
    public bool Holds(long segment) => _perSegment.ContainsKey(segment);

    private readonly record struct Open(AttemptStarted Attempt, long Segment);
}

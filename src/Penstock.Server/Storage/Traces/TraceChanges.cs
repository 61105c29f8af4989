using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Traces;

/// <summary>
/// When the traces of a span of time last changed in this process, so that whoever keeps figures of them knows whether they still hold.
/// </summary>
/// <remarks>
/// Ask for <see cref="Version"/>, read the store, keep both; what was read holds as long as <see cref="HasChanged"/> says no. A change is noted
/// after it can be read, so figures may be thrown away too often and never too seldom.
/// </remarks>
internal sealed class TraceChanges
{
    private const int MostMinutes = 60 * 24 * 35;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, long> _minutes = [];
    private long _version;
    private long _forgotten;
    private (DateTime Oldest, long Version) _deleted;

    /// <summary>Grows with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Notes that traces can be read now.</summary>
    public void Written(IReadOnlyList<TraceRecord> traces)
    {
        lock (_lock)
        {
            _version++;
            foreach (var trace in traces)
            {
                _minutes[Minute(trace.StartedAt.UtcDateTime)] = _version;
            }

            if (_minutes.Count > MostMinutes)
            {
                _minutes.Clear();
                _forgotten = _version;
            }
        }
    }

    /// <summary>Notes that older traces than this one may have been deleted.</summary>
    public void Kept(DateTime oldest)
    {
        lock (_lock)
        {
            // The latest of all, because a late trace may have been the oldest one in between.
            _deleted = (oldest > _deleted.Oldest ? oldest : _deleted.Oldest, ++_version);
        }
    }

    /// <summary>Notes that the store was opened anew: it may be another file now.</summary>
    public void Reopened()
    {
        lock (_lock)
        {
            _minutes.Clear();
            _forgotten = ++_version;
        }
    }

    /// <summary>Whether the traces that arrived in a span may have changed since a version.</summary>
    public bool HasChanged(DateTime from, DateTime to, long since)
    {
        lock (_lock)
        {
            if (_forgotten > since || (_deleted.Version > since && from < _deleted.Oldest))
            {
                return true;
            }

            for (var minute = Minute(from); minute <= Minute(to.AddTicks(-1)); minute++)
            {
                if (_minutes.GetValueOrDefault(minute) > since)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static long Minute(DateTime at) => at.Ticks / TimeSpan.TicksPerMinute;
}

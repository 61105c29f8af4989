using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Features.Overview;

/// <summary>The cells of the windows that people look at, each read once and kept until its traces change.</summary>
/// <remarks>
/// Kept in memory only: after a start, whatever ended the process, they are read from the traces again. The last bucket is still filling and
/// is read every time, and so is a bucket into which a trace was written, or from which one was deleted, since it was read.
/// </remarks>
internal sealed class OverviewCells(TraceDatabase database, TraceChanges changes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<TimeSpan, (DateTimeOffset Used, Dictionary<DateTimeOffset, OverviewCell> Cells)> _kept = [];

    /// <summary>The cells of a window in order of time.</summary>
    public async Task<IReadOnlyList<OverviewCell>> ReadAsync(
        OverviewWindow window, DateTimeOffset from, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var starts = Enumerable.Range(0, window.Buckets).Select(index => from + (index * window.Bucket)).ToArray();
            var known = Known(window, starts);
            foreach (var (first, last) in Gaps(starts, known))
            {
                foreach (var cell in await FillAsync(first, last + window.Bucket, window.Bucket, cancellationToken))
                {
                    known[cell.Figures.At] = cell;
                }
            }

            Keep(window, known);
            return [.. starts.Select(start => known[start])];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    // What slid out of a window is forgotten here. Two windows with buckets of the same width share them, as long as the longer one is looked at.
    private Dictionary<DateTimeOffset, OverviewCell> Known(OverviewWindow window, DateTimeOffset[] starts)
    {
        var kept = _kept.GetValueOrDefault(window.Bucket, (default, [])).Cells;
        var known = new Dictionary<DateTimeOffset, OverviewCell>();
        foreach (var start in starts[..^1])
        {
            if (kept.TryGetValue(start, out var cell)
                && !changes.HasChanged(start.UtcDateTime, (start + window.Bucket).UtcDateTime, cell.Version))
            {
                known[start] = cell;
            }
        }

        return known;
    }

    // Windows that nobody looks at give their memory back.
    private void Keep(OverviewWindow window, Dictionary<DateTimeOffset, OverviewCell> cells)
    {
        var now = clock.GetUtcNow();
        _kept[window.Bucket] = (now, cells);
        foreach (var unused in _kept.Where(kept => now - kept.Value.Used > Unused).Select(kept => kept.Key).ToArray())
        {
            _kept.Remove(unused);
        }
    }

    private static List<(DateTimeOffset First, DateTimeOffset Last)> Gaps(DateTimeOffset[] starts, Dictionary<DateTimeOffset, OverviewCell> known)
    {
        var gaps = new List<(DateTimeOffset First, DateTimeOffset Last)>();
        for (var index = 0; index < starts.Length; index++)
        {
            if (known.ContainsKey(starts[index]))
            {
                continue;
            }

            if (gaps.Count > 0 && index > 0 && gaps[^1].Last == starts[index - 1])
            {
                gaps[^1] = gaps[^1] with { Last = starts[index] };
                continue;
            }

            gaps.Add((starts[index], starts[index]));
        }

        return gaps;
    }

    private async Task<IEnumerable<OverviewCell>> FillAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken)
    {
        var version = changes.Version;
        var parts = await database.ReadAsync(connection => OverviewTrace.Read(connection, from, to, bucket), cancellationToken)
            ?? Array.Empty<OverviewPart>().ToLookup(_ => 0L);
        return Enumerable.Range(0, (int)((to - from) / bucket)).Select(index => Cell(version, from + (index * bucket), [.. parts[index]]));
    }

    private static OverviewCell Cell(long version, DateTimeOffset at, IReadOnlyList<OverviewPart> parts) =>
        new(version, OverviewSum.Of(parts).At(at), parts);
}

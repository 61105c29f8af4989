using Penstock.Contracts.Admin.Overview;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Features.Overview;

/// <summary>Questions about all traces of a window at once.</summary>
/// <remarks>
/// Counts and sums are exact. Percentiles are nearest-rank over times of three significant digits; they are of measured values only, and time
/// to first token is of streams only.
/// </remarks>
internal sealed class OverviewStore(TraceDatabase database, TraceWriter writer, TimeProvider clock) : IDisposable
{
    private const int MostShares = 10;

    private readonly OverviewCells _cells = new(database, writer.Changes, clock);

    public async Task<OverviewView> ReadAsync(OverviewWindow window, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        var (from, to) = Span(window);
        var cells = await _cells.ReadAsync(window, from, cancellationToken);
        var parts = cells.SelectMany(cell => cell.Parts).ToArray();

        return new OverviewView
        {
            Window = window.Name,
            From = from,
            To = to,
            BucketS = (int)window.Bucket.TotalSeconds,
            Totals = OverviewSum.Of(parts).Total(),
            Series = [.. cells.Select(cell => cell.Figures)],
            TopApps = Top(parts, part => part.App),
            TopModels = Top(parts, part => part.Model),
        };
    }

    public void Dispose() => _cells.Dispose();

    // Buckets stand on round times, so that a page that asks again sees the same ones; the last is still filling.
    private (DateTimeOffset From, DateTimeOffset To) Span(OverviewWindow window)
    {
        var now = clock.GetUtcNow();
        var to = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % window.Bucket.Ticks) + window.Bucket.Ticks, TimeSpan.Zero);
        return (to - window.Length, to);
    }

    private static IReadOnlyList<OverviewShare> Top(OverviewPart[] parts, Func<OverviewPart, string?> name) =>
    [
        .. parts.Where(part => name(part) is not null).GroupBy(part => name(part)!) // Those without were left out.
            .OrderByDescending(group => group.Sum(part => part.Requests)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MostShares)
            .Select(group => OverviewSum.Of(group).Share(group.Key)),
    ];
}

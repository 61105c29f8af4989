using Penstock.Contracts.Admin.Overview;

namespace Penstock.Server.Features.Overview;

/// <summary>The figures of one bucket of a window, and when they were read.</summary>
/// <param name="Version">The version of the store before the figures were read.</param>
/// <param name="Figures">The bucket as a whole.</param>
/// <param name="Parts">The same by app and model.</param>
internal sealed record OverviewCell(long Version, OverviewBucket Figures, IReadOnlyList<OverviewPart> Parts);

namespace Penstock.Statistics.Sequential;

/// <summary>What an <see cref="AsymptoticComparison"/> holds.</summary>
/// <param name="Control">The units of the control so far.</param>
/// <param name="Treatment">The units of the treatment so far.</param>
/// <param name="Options">How the sequence is drawn.</param>
public sealed record AsymptoticComparisonState(ClusterState Control, ClusterState Treatment, AsymptoticOptions Options);

using Penstock.Statistics.Sequential.Accumulators;

namespace Penstock.Statistics.Sequential.Asymptotic;

/// <summary>What an <see cref="AsymptoticComparison"/> holds.</summary>
/// <param name="Baseline">The units of the baseline so far.</param>
/// <param name="Candidate">The units of the candidate so far.</param>
/// <param name="Options">How the sequence is drawn.</param>
public sealed record AsymptoticComparisonState(ClusterState Baseline, ClusterState Candidate, AsymptoticOptions Options);

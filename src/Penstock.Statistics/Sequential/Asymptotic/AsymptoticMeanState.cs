using Penstock.Statistics.Sequential.Accumulators;

namespace Penstock.Statistics.Sequential.Asymptotic;

/// <summary>What an <see cref="AsymptoticMeanSequence"/> holds.</summary>
/// <param name="Units">The units so far.</param>
/// <param name="Options">How the sequence is drawn.</param>
public sealed record AsymptoticMeanState(ClusterState Units, AsymptoticOptions Options);

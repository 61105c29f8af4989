using Penstock.Statistics.Sequential.Accumulators;

namespace Penstock.Statistics.Sequential.Mixture;

/// <summary>What a <see cref="MixtureSprtSequence"/> holds.</summary>
/// <param name="Sample">Count, mean and spread of the observations so far.</param>
/// <param name="StrongestEvidence">The largest ln Λ so far, 0 or more.</param>
/// <param name="Options">How the test is run.</param>
public sealed record MixtureSprtState(MeanState Sample, double StrongestEvidence, MixtureSprtOptions Options);

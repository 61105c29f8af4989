namespace Penstock.Statistics.Sequential.Counts;

/// <summary>The failures seen while the candidate had one share of the traffic.</summary>
/// <param name="Share">The chance with which a request went to the candidate, above 0 and below 1.</param>
/// <param name="Candidate">How many requests failed that had gone to the candidate.</param>
/// <param name="Baseline">How many requests failed that had gone to the baseline.</param>
public sealed record RareEventStage(double Share, long Candidate, long Baseline);

/// <summary>The state of a <see cref="RareEventComparison"/>.</summary>
/// <param name="Ratio">The ratio of rates that is to be noticed soonest.</param>
/// <param name="Stages">The failures of each stage of the rollout, the present one last.</param>
public sealed record RareEventState(double Ratio, RareEventStage[] Stages);

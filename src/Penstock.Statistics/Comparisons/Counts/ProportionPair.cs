using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Counts;

/// <summary>Successes among trials of two independent groups. What counts as a success is yours to say: a pass, an error, a refusal.</summary>
/// <param name="BaselineSuccesses">Successes of the baseline, from 0 to its trials.</param>
/// <param name="BaselineTrials">Trials of the baseline, at least 1.</param>
/// <param name="CandidateSuccesses">Successes of the candidate, from 0 to its trials.</param>
/// <param name="CandidateTrials">Trials of the candidate, at least 1.</param>
public readonly record struct ProportionPair(
    long BaselineSuccesses, long BaselineTrials, long CandidateSuccesses, long CandidateTrials)
{
    /// <summary>The share of successes of the baseline.</summary>
    public double BaselineRate => (double)BaselineSuccesses / BaselineTrials;

    /// <summary>The share of successes of the candidate.</summary>
    public double CandidateRate => (double)CandidateSuccesses / CandidateTrials;

    /// <summary>Trials of both.</summary>
    public long Count => BaselineTrials + CandidateTrials;

    internal void Require(string name)
    {
        if (BaselineTrials is < 1 or > Check.MostCount || CandidateTrials is < 1 or > Check.MostCount
            || BaselineSuccesses < 0 || BaselineSuccesses > BaselineTrials
            || CandidateSuccesses < 0 || CandidateSuccesses > CandidateTrials)
        {
            throw new ArgumentException(
                $"Each group needs from 1 to {Check.MostCount} trials and from 0 to so many successes; they are "
                + $"{BaselineSuccesses} of {BaselineTrials} and {CandidateSuccesses} of {CandidateTrials}.",
                name);
        }
    }
}

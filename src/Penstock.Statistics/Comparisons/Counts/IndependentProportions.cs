using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Counts;

/// <summary>Compares two rates from independent trials: error rate of canary and baseline, thumbs-up share of two versions.</summary>
public static class IndependentProportions
{
    private const string IntervalMethod = "Newcombe hybrid score interval";
    private const string TestMethod = "Two-proportion z test (pooled)";

    /// <summary>Estimates the candidate's rate minus the baseline's.</summary>
    /// <param name="pair">Successes and trials of the two groups.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The difference, from −1 to 1; its count is the trials of both.</returns>
    /// <exception cref="ArgumentException">A group has no trials, or more successes than trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// <para>Assumes independent trials. Never leaves −1 to 1 and does not collapse at 0 or all successes. Close to its level on average; it
    /// moves around it, by some points where either group expects fewer than about 5 successes or failures.</para>
    /// <para>Not for the same items on both sides: use <see cref="PairedProportions"/>. Not for users with many trials each: use
    /// <see cref="ClusterRobust.Difference"/> on 0 and 1.</para>
    /// <para>Time O(1). Newcombe (1998), Statistics in Medicine 17:873, method 10.</para>
    /// </remarks>
    public static Estimate Difference(ProportionPair pair, double level = 0.95)
    {
        pair.Require(nameof(pair));
        Check.Level(level);

        var value = pair.CandidateRate - pair.BaselineRate;
        var candidate = WilsonLimits.Of(pair.CandidateSuccesses, pair.CandidateTrials, level);
        var baseline = WilsonLimits.Of(pair.BaselineSuccesses, pair.BaselineTrials, level);
        var lower = value - double.Hypot(candidate.Below, baseline.Above);
        var upper = value + double.Hypot(candidate.Above, baseline.Below);
        return new Estimate(value, new Interval(Math.Max(-1, lower), Math.Min(1, upper)), level, pair.Count, IntervalMethod);
    }

    /// <summary>Tests whether the two rates are equal, by the normal approximation with the pooled rate.</summary>
    /// <param name="pair">Successes and trials of the two groups.</param>
    /// <param name="level">Confidence of the interval of the effect, above 0 and below 1.</param>
    /// <param name="alternative"><see cref="Alternative.Greater"/> looks for a candidate with the higher rate.</param>
    /// <returns>The test; its statistic is z, whose square is Pearson's χ², and its effect the difference by <see cref="Difference"/>. p is 1
    /// where both groups only failed or only succeeded.</returns>
    /// <exception cref="ArgumentException">A group has no trials, or more successes than trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// Assumes independent trials and at least about 5 expected successes and failures in each group; below that use <see cref="FisherExact"/>.
    /// Time O(1). Pearson (1900), Philosophical Magazine 50:157; Fleiss, Levin and Paik (2003).
    /// </remarks>
    public static TestResult Test(ProportionPair pair, double level = 0.95, Alternative alternative = Alternative.TwoSided)
    {
        var effect = Difference(pair, level);
        var pooled = (double)(pair.BaselineSuccesses + pair.CandidateSuccesses) / pair.Count;
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / pair.BaselineTrials) + (1.0 / pair.CandidateTrials)));
        var z = error > 0 ? effect.Value / error : 0;
        var p = error > 0 ? Distributions.NormalP(z, alternative) : 1;
        return new TestResult(p, z, pair.Count, TestMethod) { Effect = effect };
    }
}

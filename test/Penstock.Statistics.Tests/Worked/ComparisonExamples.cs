using Penstock.Statistics.Comparisons;
using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Comparisons.Decisions;
using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Comparisons.Permutations;
using Penstock.Statistics.Comparisons.Ranks;
using Penstock.Statistics.Comparisons.VarianceReduction;

namespace Penstock.Statistics.Tests.Worked;

public sealed class ComparisonExamples
{
    [Fact]
    public void Pass_or_fail_on_the_same_items()
    {
        // docs: pairs
        var table = new PairedTable(Both: 306, OnlyBaseline: 152, OnlyCandidate: 209, Neither: 652);
        var test = McNemar.Exact(table);

        Assert.Equal(0.0432, test.Effect!.Value.Value, 4);
        Assert.Equal(0.0151, test.Effect!.Value.Lower, 4);
        Assert.Equal(0.0715, test.Effect!.Value.Upper, 4);
        Assert.Equal(0.00315, test.PValue, 5);
        // docs: end
    }

    [Fact]
    public void Scores_on_the_same_items()
    {
        // docs: paired-means
        double[] baseline = [0.62, 0.81, 0.35, 0.90, 0.47, 0.73, 0.55, 0.68];
        double[] candidate = [0.66, 0.83, 0.41, 0.91, 0.46, 0.80, 0.61, 0.70];
        var result = PairedMeans.Difference(baseline, candidate);

        Assert.Equal(0.034, result.Difference.Value, 3);
        Assert.Equal(0.010, result.StandardError, 3);
        Assert.Equal(0.089, result.UnpairedStandardError, 3);
        Assert.Equal(0.988, result.Correlation!.Value, 3);
        Assert.Equal(0.012, result.Test.PValue, 3);
        // docs: end
    }

    [Fact]
    public void Turns_of_conversations()
    {
        // docs: clusters
        double[] scores = [0.9, 0.8, 0.9, 0.2, 0.3, 0.1, 0.7, 0.6, 0.8, 0.4, 0.5, 0.4];
        string[] conversations = ["a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"];
        var mean = ClusterRobust.Mean<string>(scores, conversations);

        Assert.Equal(0.55, mean.Estimate.Value, 2);
        Assert.Equal(0.079, mean.NaiveStandardError, 3);
        Assert.Equal(0.147, mean.StandardError, 3);
        Assert.Equal(3.4, mean.DesignEffect!.Value, 1);
        // docs: end
    }

    [Fact]
    public void One_long_conversation_among_short_ones()
    {
        // docs: unequal-clusters
        double[] scores = [0.9, 0.8, 0.9, 0.7, 0.8, 0.9, 0.4, 0.5, 0.6, 0.5, 0.7, 0.6];
        string[] conversations = ["a", "a", "a", "a", "a", "a", "b", "b", "c", "d", "d", "d"];
        var usual = ClusterRobust.Mean<string>(scores, conversations).Estimate;
        var wary = ClusterRobust.Mean<string>(scores, conversations, correction: ClusterCorrection.Cr2ImbensKolesar).Estimate;

        Assert.Equal(0.69, usual.Value, 2);
        Assert.Equal(0.38, usual.Lower, 2);
        Assert.Equal(3, usual.DegreesOfFreedom!.Value, 1);
        Assert.Equal(0.06, wary.Lower, 2);
        Assert.Equal(1.6, wary.DegreesOfFreedom!.Value, 1);
        // docs: end
    }

    [Fact]
    public void Cost_of_canary_and_baseline()
    {
        // docs: welch
        var baseline = new SampleSummary(Count: 3_407, Mean: 0.41, Variance: 3.9 * 3.9);
        var candidate = new SampleSummary(Count: 3_461, Mean: 0.70, Variance: 6.2 * 6.2);
        var difference = Welch.Difference(baseline, candidate);
        var lift = RelativeLift.Delta(baseline, candidate);

        Assert.Equal(0.29, difference.Effect!.Value.Value, 2);
        Assert.Equal(0.020, difference.PValue, 3);
        Assert.Equal(0.707, lift.Effect!.Value.Value, 3);
        Assert.Equal(-0.035, lift.Effect!.Value.Lower, 3);
        Assert.Equal(1.450, lift.Effect!.Value.Upper, 3);
        // docs: end
    }

    [Fact]
    public void Errors_per_request_over_users()
    {
        // docs: ratio
        double[] errors = [0, 1, 0, 12, 2, 0];
        double[] requests = [10, 25, 4, 60, 30, 8];
        var rate = RatioMetric.Of(errors, requests);

        Assert.Equal(0.109, rate.Value, 3);
        Assert.Equal(0.048, rate.StandardError!.Value, 3);
        Assert.Equal(-0.014, rate.Lower, 3);
        Assert.Equal(0.233, rate.Upper, 3);
        // docs: end
    }

    [Fact]
    public void Error_rates_of_canary_and_baseline()
    {
        // docs: rates
        var errors = new ProportionPair(BaselineSuccesses: 5, BaselineTrials: 1_000, CandidateSuccesses: 14, CandidateTrials: 1_000);
        var difference = IndependentProportions.Difference(errors);
        var exact = FisherExact.Test(errors);

        Assert.Equal(0.009, difference.Value, 3);
        Assert.Equal(0.0003, difference.Lower, 4);
        Assert.Equal(0.0188, difference.Upper, 4);
        Assert.Equal(2.82, exact.Effect!.Value.Value, 2);
        Assert.Equal(0.062, exact.PValue, 3);
        // docs: end
    }

    [Fact]
    public void Reasons_and_traffic_splits()
    {
        // docs: counts
        var reasons = ChiSquared.Independence([12, 7, 31, 9, 22, 40], columns: 3);
        var split = SampleRatio.FixedTest([10_000, 10_450, 10_000], [1, 1, 1]);

        Assert.Equal(0.053, reasons.PValue, 3);
        Assert.Equal(0.22, reasons.Effect!.Value.Value, 2);
        Assert.Equal(0.0013, split.PValue, 4);
        // docs: end
    }

    [Fact]
    public void Ratings_of_two_versions()
    {
        // docs: ranks
        double[] baseline = [3, 2, 4, 3, 1, 3, 2, 4, 3, 2, 3, 1];
        double[] candidate = [4, 3, 5, 4, 2, 4, 3, 3, 5, 4, 4, 2];
        var ranks = MannWhitney.Test(baseline, candidate);
        var means = PermutationTest.MeanDifference(baseline, candidate, seed: 1, resamples: 9_999);

        Assert.Equal(0.75, ranks.Effect!.Value.Value, 2);
        Assert.Equal(0.51, ranks.Effect!.Value.Lower, 2);
        Assert.Equal(0.90, ranks.Effect!.Value.Upper, 2);
        Assert.Equal(0.03, ranks.PValue, 2);
        Assert.Equal(0.04, means.PValue, 2);
        // docs: end
    }

    [Fact]
    public void Cost_with_extremes_and_a_week_before()
    {
        // docs: sharper
        double[] before = [1.2, 0.4, 3.1, 0.9, 2.2, 0.7, 1.8, 0.5];
        double[] baseline = [1.4, 0.5, 3.4, 1.1, 2.3, 0.7, 2.1, 0.6];
        double[] candidateBefore = [0.8, 2.7, 1.1, 0.3, 1.9, 0.6, 1.4, 2.0];
        double[] candidate = [0.7, 2.4, 1.0, 0.3, 98.0, 0.4, 1.3, 1.7];

        var limits = Winsorising.PooledLimits(baseline, candidate, lowerShare: 0, upperShare: 0.93);
        var clipped = Winsorising.Clip(candidate, limits);
        var result = Cuped.Difference(Winsorising.Clip(baseline, limits).Values.Span, before, clipped.Values.Span, candidateBefore);

        Assert.Equal(1, clipped.LoweredCount);
        Assert.Equal(-11.8, clipped.MeanShift, 1);
        Assert.Equal(-0.11, result.Difference.Value, 2);
        Assert.Equal(0.83, result.VarianceReduction, 2);
        Assert.Equal(0.61, result.Test.PValue, 2);
        Assert.Equal(0.83, result.Unadjusted.PValue, 2);
        // docs: end
    }

    [Fact]
    public void Many_metrics_at_once()
    {
        // docs: many
        double[] p = [0.004, 0.030, 0.041, 0.012, 0.620];
        var gates = MultipleTesting.Holm(p);
        var dashboard = MultipleTesting.BenjaminiHochberg(p);

        Assert.Equal([true, false, false, true, false], gates.Rejected);
        Assert.Equal(0.048, gates.PValues[3], 3);
        Assert.Equal(3, dashboard.RejectedCount);
        // docs: end
    }

    [Fact]
    public void No_worse_than_before()
    {
        // docs: margin
        var difference = PairedProportions.Tango(new PairedTable(Both: 412, OnlyBaseline: 14, OnlyCandidate: 11, Neither: 63));
        var threePoints = MarginTest.NonInferiority(difference, margin: 0.03);
        var onePoint = MarginTest.NonInferiority(difference, margin: 0.01);

        Assert.Equal(-0.027, difference.Lower, 3);
        Assert.Equal(Verdict.Pass, threePoints.Verdict);
        Assert.Equal(Verdict.Inconclusive, onePoint.Verdict);
        Assert.Equal(14_055, onePoint.CountNeeded);
        // docs: end
    }

    [Fact]
    public void A_judge_and_people()
    {
        // docs: correlation
        double[] human = [4.7, 3.3, 4.0, 2.3, 5.0, 3.0, 1.7, 4.3, 3.7, 2.7];
        double[] judge = [0.95, 0.61, 0.70, 0.55, 0.97, 0.42, 0.30, 0.88, 0.79, 0.52];

        Assert.Equal(0.939, Correlation.Spearman(human, judge).Effect!.Value.Value, 3);
        Assert.Equal(0.82, Correlation.KendallTauB(human, judge).Effect!.Value.Value, 2);
        Assert.Equal(0.94, Correlation.Pearson(human, judge).Effect!.Value.Value, 2);
        // docs: end
    }
}

using Penstock.Statistics.Agreement;
using Penstock.Statistics.Judges;

namespace Penstock.Statistics.Tests.Worked;

public sealed class AgreementExamples
{
    [Fact]
    public void Two_people_label_the_same_answers()
    {
        // docs: kappa
        // 100 answers: both say good 61 times, both bad 24 times, and they differ on 15.
        var labels = ConfusionMatrix.FromCounts([0, 1], [[24L, 6L], [9L, 61L]]);
        var agreement = labels.Agreement();
        var kappa = CohenKappa.Of(labels);

        Assert.Equal(0.850, agreement.Value, 3);
        Assert.Equal(0.653, kappa.Value, 3);
        Assert.Equal(0.460, kappa.Lower, 3);
        Assert.Equal(0.787, kappa.Upper, 3);
        // docs: end
    }

    [Fact]
    public void Grades_with_gaps()
    {
        // docs: alpha
        // One row per answer, one column per labeller, grades 1 to 5; null where somebody did not see the answer.
        var grades = RatingTable.FromUnits(
        [
            [1.0, 1.0, null], [2.0, 2.0, 3.0], [3.0, 3.0, 3.0], [null, 3.0, 3.0], [2.0, 2.0, 2.0], [1.0, 2.0, 3.0],
            [4.0, 4.0, 4.0], [1.0, 1.0, 2.0], [2.0, 2.0, 2.0], [null, 5.0, 5.0], [4.0, 4.0, 3.0], [5.0, 4.0, 5.0],
        ]);
        var alpha = KrippendorffAlpha.Of(grades, MeasurementScale.Ordinal, seed: 1);

        Assert.Equal(0.858, alpha.Value, 3);
        Assert.Equal(0.42, alpha.Lower, 2);
        Assert.Equal(0.97, alpha.Upper, 2);
        Assert.Equal(12, alpha.Count);
        // docs: end
    }

    [Fact]
    public void A_judge_against_people()
    {
        // docs: confusion
        // Positive is "good": the judge passes 85 of 100 good answers and 12 of 60 bad ones.
        var judge = new BinaryConfusion(truePositives: 85, falsePositives: 12, falseNegatives: 15, trueNegatives: 48);

        Assert.Equal(0.850, judge.Sensitivity!.Value, 3);
        Assert.Equal(0.800, judge.Specificity!.Value, 3);
        Assert.Equal(0.825, judge.BalancedAccuracy!.Value, 3);
        Assert.Equal(0.644, judge.MatthewsCorrelation!.Value, 3);
        Assert.Equal(0.767, judge.Estimate(ConfusionRate.Sensitivity).Lower, 3);
        // docs: end
    }

    [Fact]
    public void A_pass_rate_behind_a_judge()
    {
        // docs: corrected
        // In production the judge passed 1,520 of 2,000 answers. How many are good?
        var calibration = new JudgeCalibration(truePasses: 85, good: 100, trueFails: 48, bad: 60);
        var rate = RoganGladen.Correct(passed: 1520, judged: 2000, calibration);

        Assert.True(rate.IsJudgeBetterThanChance);
        Assert.False(rate.IsClipped);
        Assert.Equal(0.862, rate.Estimate.Value, 3);
        Assert.Equal(0.771, rate.Estimate.Lower, 3);
        Assert.Equal(0.977, rate.Estimate.Upper, 3);
        // docs: end
    }

    [Fact]
    public void Few_labels_and_many_scores()
    {
        // docs: powered
        // 200 random answers have a human label (1 good, 0 bad) and a judge's score, 2,000 more a judge's score alone.
        double[] labels = [.. Enumerable.Range(0, 200).Select(item => item % 10 < 7 ? 1.0 : 0.0)];
        double[] scored = [.. Enumerable.Range(0, 200).Select(item => item % 10 is < 6 or 9 ? 1.0 : 0.0)];
        double[] others = [.. Enumerable.Range(0, 2000).Select(item => item % 100 < 72 ? 1.0 : 0.0)];
        var mean = PredictionPowered.Mean(labels, scored, others);

        Assert.Equal(0.710, mean.Estimate.Value, 3);
        Assert.Equal(0.654, mean.Estimate.Lower, 3);
        Assert.Equal(0.766, mean.Estimate.Upper, 3);
        Assert.Equal(0.496, mean.Tuning, 3);
        Assert.Equal(265, mean.LabelsWorth, 0); // the judge saved about 65 labels
        // docs: end
    }

    [Fact]
    public void Several_attempts_at_each_task()
    {
        // docs: attempts
        // Ten tasks, eight attempts each. Does one of three pass? Do all three?
        long[] attempts = [8, 8, 8, 8, 8, 8, 8, 8, 8, 8];
        long[] passed = [8, 8, 7, 6, 6, 5, 3, 2, 1, 0];
        var some = RepeatedAttempts.PassAtK(attempts, passed, k: 3);
        var all = RepeatedAttempts.PassAllK(attempts, passed, k: 3);

        Assert.Equal(0.782, some.Value, 3);
        Assert.Equal(0.46, some.Lower, 2);
        Assert.Equal(0.354, all.Value, 3);
        Assert.Equal(0.66, all.Upper, 2);
        // docs: end
    }

    [Fact]
    public void Which_of_three_prompts_is_preferred()
    {
        // docs: preferences
        var outcomes = new PairwiseOutcomes("short", "plain", "chatty");
        outcomes.AddWins("short", "plain", 28);
        outcomes.AddWins("plain", "short", 17);
        outcomes.AddTies("short", "plain", 5);
        outcomes.AddWins("short", "chatty", 34);
        outcomes.AddWins("chatty", "short", 16);
        outcomes.AddWins("plain", "chatty", 27);
        outcomes.AddWins("chatty", "plain", 23);
        var fit = BradleyTerry.Fit(outcomes);
        var win = fit.WinProbability("short", "plain");

        Assert.Equal(0.621, win.Value, 3);
        Assert.Equal(0.507, win.Lower, 3); // better, though only just: the interval starts above 0.5
        Assert.Equal(1069, fit.Elo("short").Value, 0);
        // docs: end
    }
}

using CsCheck;
using Penstock.Statistics.Agreement;
using Penstock.Statistics.Judges;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Judges;

public sealed class RoganGladenTests
{
    private static readonly JudgeCalibration Judge = new(45, 50, 45, 50);

    [Fact]
    public void Rates_and_both_intervals_agree_with_the_formulae_of_the_papers()
    {
        foreach (var one in GoldenFile.Read("judges").GetProperty("rogan_gladen").EnumerateArray())
        {
            var calibration = new JudgeCalibration(one.Count("tp"), one.Count("good"), one.Count("tn"), one.Count("bad"));

            var corrected = RoganGladen.Correct(one.Count("passed"), one.Count("judged"), calibration, one.Number("level"));
            var wald = RoganGladen.CorrectWald(one.Count("passed"), one.Count("judged"), calibration, one.Number("level"));

            Near.Equal(one.Number("value"), corrected.Estimate.Value);
            Near.Equal(one.Number("unclipped"), corrected.Unclipped);
            Near.Equal(one.Number("lower"), corrected.Estimate.Lower);
            Near.Equal(one.Number("upper"), corrected.Estimate.Upper);
            Near.Equal(one.Number("wald_se"), corrected.Estimate.StandardError ?? 0);
            Near.Equal(one.Number("wald_lower"), wald.Estimate.Lower);
            Near.Equal(one.Number("wald_upper"), wald.Estimate.Upper);
        }
    }

    [Theory]
    [InlineData(25, 25)]
    [InlineData(10, 30)]
    public void A_judge_no_better_than_chance_is_refused(long truePasses, long trueFails)
    {
        var error = Assert.Throws<ArgumentException>("calibration", () => RoganGladen.Correct(50, 100, new JudgeCalibration(truePasses, 50, trueFails, 50)));

        Assert.Contains("no better than chance", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_judge_that_may_be_guessing_is_flagged()
    {
        var doubtful = RoganGladen.Correct(50, 100, new JudgeCalibration(6, 10, 6, 10));
        var good = RoganGladen.Correct(50, 100, Judge);

        Assert.False(doubtful.IsJudgeBetterThanChance);
        Assert.True(good.IsJudgeBetterThanChance);
        Assert.True(good.Informedness.Lower > 0.5);
    }

    [Fact]
    public void A_rate_that_the_judge_cannot_produce_is_clipped_and_says_so()
    {
        var low = RoganGladen.Correct(2, 100, Judge);
        var high = RoganGladen.Correct(98, 100, Judge);
        var inside = RoganGladen.Correct(50, 100, Judge);

        Assert.Equal(0, low.Estimate.Value);
        Assert.True(low.IsClipped);
        Assert.True(low.Unclipped < 0);
        Assert.Equal(1, high.Estimate.Value);
        Assert.True(high.IsClipped);
        Assert.False(inside.IsClipped);
    }

    [Fact]
    public void A_judge_only_just_above_chance_leaves_everything_open()
    {
        var corrected = RoganGladen.Correct(50, 100, new JudgeCalibration(2, 2, 1, 30));

        Assert.True(corrected.Estimate.Interval.Width > 0.99);
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("judged", () => RoganGladen.Correct(0, 0, Judge));
        Assert.Throws<ArgumentOutOfRangeException>("passed", () => RoganGladen.Correct(101, 100, Judge));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => RoganGladen.Correct(50, 100, Judge, 1));
        Assert.Throws<ArgumentOutOfRangeException>("good", () => new JudgeCalibration(0, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("bad", () => new JudgeCalibration(1, 1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("truePasses", () => new JudgeCalibration(3, 2, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("trueFails", () => new JudgeCalibration(1, 2, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("bad", () => JudgeCalibration.From(new BinaryConfusion(3, 0, 1, 0)));
        Assert.Throws<ArgumentException>("calibration", () => RoganGladen.Correct(1, 2, default));
    }

    [Fact]
    public void Calling_good_bad_and_bad_good_mirrors_everything() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[30, 50], Gen.Int[30, 50]).Sample((passed, truePasses, trueFails) =>
        {
            var one = RoganGladen.Correct(passed, 200, new JudgeCalibration(truePasses, 50, trueFails, 50));
            var other = RoganGladen.Correct(200 - passed, 200, new JudgeCalibration(trueFails, 50, truePasses, 50));

            Near.Equal(one.Estimate.Value, 1 - other.Estimate.Value);
            Near.Equal(one.Estimate.Lower, 1 - other.Estimate.Upper);
            Near.Equal(one.Informedness.Value, other.Informedness.Value);
        });

    [Fact]
    public void The_estimate_lies_in_its_interval_and_grows_with_the_judged_rate() =>
        Gen.Select(Gen.Int[0, 199], Gen.Int[20, 40], Gen.Int[21, 40], Gen.Double[0.5, 0.999]).Sample((passed, truePasses, trueFails, level) =>
        {
            var calibration = new JudgeCalibration(truePasses, 40, trueFails, 40);

            var one = RoganGladen.Correct(passed, 200, calibration, level);
            var more = RoganGladen.Correct(passed + 1, 200, calibration, level);

            Assert.True(one.Estimate.Interval.Contains(one.Estimate.Value));
            Assert.True(more.Estimate.Value >= one.Estimate.Value);
            Assert.InRange(one.Estimate.Lower, 0, 1);
            Assert.InRange(one.Estimate.Upper, 0, 1);
        });
}

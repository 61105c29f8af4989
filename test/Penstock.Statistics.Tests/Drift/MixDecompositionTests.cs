using CsCheck;
using Penstock.Statistics.Drift;
using Penstock.Statistics.Sequential.Accumulators;

namespace Penstock.Statistics.Tests.Drift;

public sealed class MixDecompositionTests
{
    private static readonly Gen<(long Successes, long Trials)> Counts = Gen.Select(Gen.Int[0, 200], Gen.Int[0, 200]).Select(pair => ((long)pair.Item1, (long)pair.Item1 + pair.Item2));

    private static readonly Gen<SegmentChange[]> Segments = Gen.Select(Counts, Counts).Select(pair => SegmentChange.OfRates("one", pair.Item1, pair.Item2)).Array[1, 6]
        .Where(segments => segments.Any(one => one.Before.Count > 0) && segments.Any(one => one.After.Count > 0));

    [Fact]
    public void A_change_splits_as_worked_out_by_hand()
    {
        // Shares 0.5 and 0.5 become 0.25 and 0.75; rates 0.8 and 0.4 become 0.9 and 0.5: 0.6 stays 0.6.
        var result = MixDecomposition.Of([SegmentChange.OfRates("easy", (80, 100), (45, 50)), SegmentChange.OfRates("hard", (40, 100), (75, 150))]);

        Near.Equal(0, result.Total.Value);
        Near.Equal(-0.1, result.Mix.Value);
        Near.Equal(0.1, result.Within.Value);
        Near.Equal(-0.25 * 0.25, result.Segments[0].Mix);
        Near.Equal(0.375 * 0.1, result.Segments[0].Within);
        Near.Equal(0.25 * -0.15, result.Segments[1].Mix);
        Near.Equal(0.625 * 0.1, result.Segments[1].Within);
        Assert.Equal((0.5, 0.25, 0.8, 0.9), (result.Segments[0].ShareBefore, result.Segments[0].ShareAfter, result.Segments[0].MeanBefore, result.Segments[0].MeanAfter));
    }

    [Fact]
    public void Contributions_add_up_to_the_change() =>
        Segments.Sample(segments =>
        {
            var result = MixDecomposition.Of(segments);
            var before = segments.Sum(one => one.Before.Count * one.Before.Mean) / segments.Sum(one => one.Before.Count);
            var after = segments.Sum(one => one.After.Count * one.After.Mean) / segments.Sum(one => one.After.Count);

            Near.Equal(after - before, result.Segments.Sum(one => one.Mix + one.Within), 1e-12);
            Near.Equal(after - before, result.Total.Value, 1e-12);
            Near.Equal(result.Total.Value, result.Mix.Value + result.Within.Value, 1e-12);
        });

    [Fact]
    public void Swapping_the_periods_turns_every_sign() =>
        Segments.Sample(segments =>
        {
            var there = MixDecomposition.Of(segments);
            var back = MixDecomposition.Of([.. segments.Select(one => new SegmentChange(one.Segment, one.After, one.Before))]);

            Near.Equal(there.Mix.Value, -back.Mix.Value, 1e-12);
            Near.Equal(there.Within.Value, -back.Within.Value, 1e-12);
            Near.Equal(there.Mix.StandardError!.Value, back.Mix.StandardError!.Value, 1e-12);
        });

    [Fact]
    public void Simpsons_paradox_is_seen()
    {
        // The kidney stones of Charig et al. (1986): open surgery against the new method, small and large stones.
        var result = MixDecomposition.Of([SegmentChange.OfRates("small", (81, 87), (234, 270)), SegmentChange.OfRates("large", (192, 263), (55, 80))]);

        Assert.True(result.IsReversal);
        Assert.True(result.Total.Value > 0 && result.Within.Value < 0 && result.Mix.Value > 0);
    }

    [Fact]
    public void A_segment_that_appears_or_vanishes_counts_as_mix()
    {
        var result = MixDecomposition.Of([SegmentChange.OfRates("old", (90, 100), (0, 0)), SegmentChange.OfRates("new", (0, 0), (50, 100))]);

        Near.Equal(-0.4, result.Mix.Value);
        Assert.Equal(0, result.Within.Value);
        Assert.Null(result.Segments[0].MeanAfter);
        Assert.Null(result.Segments[1].MeanBefore);

        // Nothing but the noise of both means: shares are certain.
        Near.Equal(Math.Sqrt((0.09 * 100 / 99 / 100) + (0.25 * 100 / 99 / 100)), result.Mix.StandardError!.Value);
        Near.Equal(result.Total.StandardError!.Value, result.Mix.StandardError!.Value);
    }

    [Fact]
    public void One_segment_is_all_within_with_the_error_of_a_difference_of_means()
    {
        var result = MixDecomposition.Of([new SegmentChange("all", new MeanState(50, 3, 98), new MeanState(40, 4, 78))]);

        Assert.Equal((0, 1, 1), (result.Mix.Value, result.Within.Value, result.Total.Value));
        Near.Equal(Math.Sqrt((2.0 / 50) + (2.0 / 40)), result.Within.StandardError!.Value);
        Near.Equal(1.959963984540054 * result.Within.StandardError!.Value, (result.Within.Upper - result.Within.Lower) / 2);
    }

    [Fact]
    public void Bad_segments_are_refused()
    {
        var good = SegmentChange.OfRates("good", (1, 2), (1, 2));

        Assert.Throws<ArgumentException>(() => MixDecomposition.Of([]));
        Assert.Throws<ArgumentException>(() => MixDecomposition.Of([SegmentChange.OfRates("gone", (1, 2), (0, 0))]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SegmentChange.OfRates("bad", (3, 2), (1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => MixDecomposition.Of([good, new("bad", new(5, double.NaN, 1), new(5, 1, 1))]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MixDecomposition.Of([good, new("bad", new(-5, 1, 1), new(5, 1, 1))]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MixDecomposition.Of([good], 1));
    }
}

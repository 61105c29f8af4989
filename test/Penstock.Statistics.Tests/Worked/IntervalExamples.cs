using Penstock.Statistics.Intervals;

namespace Penstock.Statistics.Tests.Worked;

public sealed class IntervalExamples
{
    [Fact]
    public void A_pass_rate()
    {
        // docs: pass-rate
        var rate = Proportions.Wilson(successes: 81, trials: 263);

        Assert.Equal(0.308, rate.Value, 3);
        Assert.Equal(0.255, rate.Lower, 3);
        Assert.Equal(0.366, rate.Upper, 3);

        // docs: end
    }

    [Fact]
    public void A_gate_on_a_pass_rate()
    {
        // docs: gate
        var rate = Proportions.ClopperPearsonLower(successes: 94, trials: 100);

        Assert.Equal(0.94, rate.Value, 2);
        Assert.Equal(0.885, rate.Lower, 3);
        Assert.False(rate.Lower >= 0.9);

        // docs: end
    }

    [Fact]
    public void No_failure_seen()
    {
        // docs: zero-failures
        Assert.Equal(0.100, Proportions.RuleOfThree(trials: 30).Upper, 3);
        Assert.Equal(0.095, Proportions.RuleOfThreeExact(trials: 30).Upper, 3);

        // docs: end
    }

    [Fact]
    public void A_mean_score()
    {
        // docs: mean
        double[] scores = [0.62, 0.81, 0.35, 0.90, 0.47, 0.73, 0.55, 0.68];
        var mean = Means.Student(scores);

        Assert.Equal(0.639, mean.Value, 3);
        Assert.Equal(0.064, mean.StandardError!.Value, 3);
        Assert.Equal(0.488, mean.Lower, 3);
        Assert.Equal(0.790, mean.Upper, 3);

        // docs: end
    }

    [Fact]
    public void A_skewed_cost()
    {
        // docs: cost
        double[] dollars = [0.0012, 0.0031, 0.0008, 0.0450, 0.0019, 0.0024, 0.0007, 0.0102, 0.0040, 0.0016, 0.0220, 0.0011];
        var mean = Bootstrap.MeanStudentised(dollars, seed: 7);

        Assert.Equal(0.0078, mean.Value, 4);
        Assert.Equal(0.0017, mean.Lower, 4);
        Assert.Equal(0.0705, mean.Upper, 4);
        Assert.True(Means.Student(dollars).Lower < 0);

        // docs: end
    }

    [Fact]
    public void A_latency_quantile()
    {
        // docs: latency
        var seconds = Enumerable.Range(1, 200).Select(request => 0.2 + (0.01 * request)).ToArray();
        var p95 = Quantiles.Upper(seconds, share: 0.95);

        Assert.Equal(2.10, p95.Estimate.Value, 2);
        Assert.Equal(2.16, p95.Estimate.Upper, 2);
        Assert.Equal(196, p95.UpperRank);
        Assert.Equal(0.974, p95.Coverage, 3);

        // docs: end
    }

    [Fact]
    public void A_statistic_of_ones_own()
    {
        // docs: own-statistic
        double[] scores = [3, 5, 4, 1, 5, 4, 2, 5, 3, 4, 5, 1, 4, 5, 3, 4, 2, 5, 4, 4, 5, 3, 4, 5, 2, 4, 5, 1, 4, 5];
        var distance = Bootstrap.Bca(
            scores,
            values =>
            {
                var spread = 0d;
                foreach (var value in values)
                {
                    spread += Math.Abs(value - 4);
                }

                return spread / values.Length;
            },
            seed: 11);

        Assert.Equal(1.0, distance.Value, 1);
        Assert.Equal(0.67, distance.Lower, 2);
        Assert.Equal(1.33, distance.Upper, 2);

        // docs: end
    }
}

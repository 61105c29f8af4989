using Penstock.Statistics.Sequential.Accumulators;
using Penstock.Statistics.Sequential.Asymptotic;
using Penstock.Statistics.Sequential.Mixture;

namespace Penstock.Statistics.Tests.Oracle;

public sealed class SequentialMeansOracleTests
{
    [Fact]
    public void Relative_lift_is_as_growthbook_publishes_it()
    {
        var golden = SharedData.Golden("growthbook_sequential");
        var control = MeanState.FromSums(3_000, 1396.87, 52377.9767);
        var treatment = MeanState.FromSums(3_461, 2422.7, 134698.29);
        var options = new AsymptoticOptions { TightestAt = 1_000 };

        var lift = AsymptoticConfidenceSequence.RelativeLift(control, treatment, options);

        Near.Equal(golden.GetProperty("est").GetDouble(), lift.Value);
        Near.Equal(golden.GetProperty("stddev").GetDouble(), lift.StandardError!.Value);
        Near.Equal(golden.GetProperty("rho").GetDouble(), Math.Sqrt(options.RhoSquared));
        Near.Equal(golden.GetProperty("ci")[0].GetDouble(), lift.Lower);
        Near.Equal(golden.GetProperty("ci")[1].GetDouble(), lift.Upper);
        Assert.Equal(golden.GetProperty("published")[0].GetDouble(), lift.Lower, 5);
        Assert.Equal(golden.GetProperty("published")[1].GetDouble(), lift.Upper, 5);
    }

    [Fact]
    public void The_mixture_sprt_has_the_golden_p_values()
    {
        var golden = SharedData.Golden("msprt_normal");
        var (variance, mixing) = (golden.GetProperty("V").GetDouble(), golden.GetProperty("tau2").GetDouble());
        var (looks, strongest) = (golden.GetProperty("n").GetArrayLength(), 0d);

        for (var look = 0; look < looks; look++)
        {
            var (count, effect) = (golden.GetProperty("n")[look].GetInt64(), golden.GetProperty("theta_hat")[look].GetDouble());
            strongest = Math.Max(strongest, MixtureSprt.LogLikelihoodRatio(count, effect, variance, mixing));

            Near.Equal(golden.GetProperty("p")[look].GetDouble(), Math.Exp(-strongest));
        }
    }

    [Fact]
    public void The_running_mixture_sprt_has_the_golden_p_values()
    {
        var golden = SharedData.Golden("msprt_normal");
        var running = new MixtureSprtSequence(new()
        {
            Variance = golden.GetProperty("V").GetDouble(),
            MixingVariance = golden.GetProperty("tau2").GetDouble(),
        });
        var sum = 0d;

        for (var look = 0; look < golden.GetProperty("n").GetArrayLength(); look++)
        {
            var (count, effect) = (golden.GetProperty("n")[look].GetInt64(), golden.GetProperty("theta_hat")[look].GetDouble());
            var block = ((count * effect) - sum) / (count - running.Count);
            sum = count * effect;
            while (running.Count < count)
            {
                running.Add(block);
            }

            Near.Equal(golden.GetProperty("p")[look].GetDouble(), running.Read().PValue);
        }
    }
}

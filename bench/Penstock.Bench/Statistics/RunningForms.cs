using MathNet.Numerics.Statistics;
using Penstock.Statistics.Drift.Detectors;
using Penstock.Statistics.Sequential.Accumulators;
using Penstock.Statistics.Sequential.Asymptotic;
using Penstock.Statistics.Sequential.Bounded;
using Penstock.Statistics.Sequential.Counts;
using Penstock.Statistics.Sequential.Mixture;
using Penstock.Statistics.Sequential.QuantileBounds;

namespace Penstock.Bench.Statistics;

/// <summary>Every running form of the library, each filled with scores between 0 and 1.</summary>
internal static class RunningForms
{
    /// <summary>What the others stand beside: a plain sum, and the running mean and variance of the numerics library.</summary>
    public static IReadOnlyList<RunningForm> Baselines { get; } =
    [
        new("a plain sum", () => values =>
        {
            var sum = 0.0;
            foreach (var value in values)
            {
                sum += value;
            }

            GC.KeepAlive(sum);
        }),
        new("MathNet RunningStatistics", () =>
        {
            var form = new RunningStatistics();
            return values => Each(values, form.Push);
        }),
    ];

    public static IReadOnlyList<RunningForm> All { get; } = [.. Sequential(), .. Detectors()];

    private static IEnumerable<RunningForm> Sequential() =>
    [
        new("MeanAccumulator", () => Filling(new MeanAccumulator().Add)),
        new("ClusterAccumulator", () => Filling(new ClusterAccumulator().Add)),
        new("AsymptoticMeanSequence", () => Filling(new AsymptoticMeanSequence().Add)),
        new("AsymptoticComparison", () => Filling(new AsymptoticComparison().AddCandidate)),
        new("MixtureSprtSequence", () => Filling(new MixtureSprtSequence(new MixtureSprtOptions { MixingVariance = 0.01, NullValue = 0.5 }).Add)),
        new("EmpiricalBernsteinSequence", () => Filling(new EmpiricalBernsteinSequence().Add)),
        new("BettingConfidenceSequence", () => Filling(new BettingConfidenceSequence().Add)),
        new("BinomialConfidenceSequence", () =>
        {
            var form = new BinomialConfidenceSequence();
            return Filling(value => form.Add(value > 0.999));
        }),
        new("RareEventComparison", () =>
        {
            var form = new RareEventComparison(0.5);
            return Filling(value => Fail(form, value));
        }),
        new("QuantileConfidenceSequence", () => Filling(new QuantileConfidenceSequence().Add)),
        new("SampleRatioSequence", () =>
        {
            var form = new SampleRatioSequence([0.5, 0.5]);
            return Filling(value => form.Add(value < 0.5 ? 0 : 1));
        }),
    ];

    private static IEnumerable<RunningForm> Detectors() =>
    [
        new("Cusum", () => Filling(new Cusum(new CusumOptions { Target = 0.5, StandardDeviation = 0.29 }).Add)),
        new("PageHinkley", () => Filling(new PageHinkley(new PageHinkleyOptions()).Add)),
        new("Adwin", () => Filling(new Adwin(new AdwinOptions()).Add)),
        new("EwmaChart", () => Filling(new EwmaChart(new EwmaChartOptions { Target = 0.5, StandardDeviation = 0.29 }).Add)),
        new("SeasonalBaseline", () =>
        {
            var form = new SeasonalBaseline(new SeasonalBaselineOptions());
            var slot = 0;
            return Filling(value => form.Add(slot = (slot + 1) % 168, value));
        }),
    ];

    private static void Fail(RareEventComparison form, double value)
    {
        if (value < 0.5)
        {
            form.AddCandidate();
            return;
        }

        form.AddBaseline();
    }

    private static Action<double[]> Filling(Action<double> add) => values => Each(values, add);

    private static Action<double[]> Filling<T>(Func<double, T> add) => values =>
    {
        foreach (var value in values)
        {
            add(value);
        }
    };

    private static void Each(double[] values, Action<double> add)
    {
        foreach (var value in values)
        {
            add(value);
        }
    }
}

using Penstock.Statistics.Drift;
using Penstock.Statistics.Drift.Detectors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Worked;

public sealed class DriftExamples
{
    [Fact]
    public void Prompt_lengths()
    {
        var reference = LogNormal(1, 5_000, 0);
        var current = LogNormal(2, 5_000, 0.2);

        // docs: lengths
        var ks = KolmogorovSmirnov.Test(reference, current);
        var stability = PopulationStability.OfQuantiles(reference, current);
        var moved = Wasserstein.Distance(reference, current);

        Assert.Equal(0.107, ks.Effect!.Value.Value, 3);
        Assert.True(ks.PValue < 1e-20);
        Assert.Equal(0.069, stability.Statistic, 3); // below the customary 0.1 …
        Assert.Equal(0.0068, PopulationStability.Threshold(bins: 10, 5_000, 5_000), 4); // … and ten times what chance gives
        Assert.Equal(126, moved.Value, 0); // tokens
        Assert.Equal(0.23, moved.Standardised!.Value, 2);
        // docs: end
    }

    [Fact]
    public void Finish_reasons()
    {
        // docs: reasons
        // stop, length, tool_calls, content_filter
        var shift = CategoryShift.Test([8_200, 700, 1_050, 50], [7_900, 1_000, 1_040, 60]);
        var distance = JensenShannon.OfCategories([8_200, 700, 1_050, 50], [7_900, 1_000, 1_040, 60]);

        Assert.True(shift.PValue < 1e-11);
        Assert.Equal(0.055, shift.Effect!.Value.Value, 3); // Cramér's V: real, and small
        Assert.Equal(0.046, distance.Statistic, 3);
        // docs: end
    }

    [Fact]
    public void Embeddings_of_prompts()
    {
        const int dimensions = 32;
        var reference = Vectors(3, 1_000, dimensions, 0);
        var current = Vectors(4, 1_000, dimensions, 0.08);

        // docs: embeddings
        var centre = CentroidShift.Test(reference, current, dimensions);
        var any = MeanDiscrepancy.Test(reference, current, dimensions);
        var told = DomainClassifier.Test(reference, current, dimensions).Effect!.Value;

        Assert.Equal(0.001, centre.Test.PValue); // the smallest that 999 permutations allow
        Assert.Equal(0.08, centre.Standardised!.Value, 2);
        Assert.Equal(0.001, any.Test.PValue);
        Assert.Equal(0.04, any.Discrepancy, 2);
        Assert.Equal(0.61, told.Value, 2); // 0.5 would be: cannot be told apart
        Assert.Equal(0.57, told.Lower, 2);
        // docs: end
    }

    [Fact]
    public void A_pass_rate_that_fell()
    {
        // docs: mix
        var change = MixDecomposition.Of(
        [
            SegmentChange.OfRates("short questions", (1_840, 2_000), (900, 1_000)),
            SegmentChange.OfRates("long questions", (650, 1_000), (1_300, 2_000)),
        ]);

        Assert.Equal(-0.097, change.Total.Value, 3);
        Assert.Equal(-0.087, change.Mix.Value, 3); // more long questions
        Assert.Equal(-0.010, change.Within.Value, 3); // what the model itself lost
        Assert.Equal(-0.031, change.Within.Lower, 3);
        Assert.Equal(0.011, change.Within.Upper, 3); // perhaps nothing
        // docs: end
    }

    [Fact]
    public void Hourly_refusals_with_a_weekly_rhythm()
    {
        var hours = Hours();

        // docs: detectors
        var normal = new SeasonalBaseline(new() { Slots = 168 });
        var chart = new EwmaChart(new() { Width = EwmaChart.WidthFor(averageRunLength: 10_000) });
        foreach (var (hour, share) in hours)
        {
            if (normal.Add(hour % 168, share) is { } residual && chart.Add(residual))
            {
                break;
            }
        }

        var alarm = chart.Read().Last!;
        Assert.Equal(DriftDirection.Up, alarm.Direction);
        Assert.Equal(24, alarm.At - (2_184 - (3 * 168))); // hours after the rise; the first three weeks had nothing to compare with
        Assert.Equal(1.1, alarm.Change, 1); // standard deviations of that hour of the week
        // docs: end
    }

    [Fact]
    public void Verdicts_whose_level_nobody_knows()
    {
        var stream = new RandomStream(6);
        var verdicts = Enumerable.Range(0, 3_000).Select(index => stream.NextDouble() < (index < 2_000 ? 0.9 : 0.75)).ToArray();

        // docs: adwin
        var window = new Adwin(new());
        foreach (var passed in verdicts)
        {
            window.Add(passed ? 1 : 0);
        }

        var alarm = window.Read().Last!;
        Assert.Equal(DriftDirection.Down, alarm.Direction);
        Assert.InRange(alarm.Since, 1_900, 2_100); // the pass rate fell after 2,000
        Assert.Equal(0.79, window.Mean, 2); // of the window: most of it came after the fall
        // docs: end
    }

    private static double[] LogNormal(ulong seed, int count, double shift)
    {
        var stream = new RandomStream(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Round(Math.Exp(6 + shift + (0.8 * stream.NextNormal()))))];
    }

    private static float[] Vectors(ulong seed, int rows, int dimensions, double shift)
    {
        var stream = new RandomStream(seed);
        return [.. Enumerable.Range(0, rows * dimensions).Select(_ => (float)(stream.NextNormal() + shift))];
    }

    private static (int Hour, double Share)[] Hours()
    {
        var stream = new RandomStream(5);
        return
        [
            .. Enumerable.Range(0, 168 * 14).Select(hour =>
                (hour, 0.02 + (0.01 * Math.Sin(hour * Math.PI / 84)) + (0.002 * stream.NextNormal()) + (hour >= 2_184 ? 0.002 : 0))),
        ];
    }
}

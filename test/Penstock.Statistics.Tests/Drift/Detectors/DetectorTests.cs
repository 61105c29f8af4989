using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using Penstock.Statistics.Drift.Detectors;
using Penstock.Statistics.Numerics;
using Penstock.Testing;

namespace Penstock.Statistics.Tests.Drift.Detectors;

public sealed class DetectorTests
{
    private static readonly Gen<double[]> Stream = Gen.Double[-3, 3].Array[1, 300];

    [Theory]
    [InlineData(0, 0.5, 5, 469.1)]
    [InlineData(0, 0.5, 4, 169.0)]
    [InlineData(1, 0.5, 5, 10.34)]
    public void The_run_length_of_a_cusum_is_the_published_one(double shift, double slack, double threshold, double expected) =>
        Assert.Equal(expected, Cusum.AverageRunLength(shift, slack, threshold), 0.06); // Montgomery (2009), section 9.1.3, from Siegmund's formula.

    [Theory]
    [InlineData(0, 0.1, 2.814, 500)]
    [InlineData(0, 0.25, 2.998, 500)]
    [InlineData(0, 0.5, 3.071, 500)]
    [InlineData(1, 0.1, 2.814, 10.3)]
    [InlineData(1, 0.25, 2.998, 11.1)]
    [InlineData(2, 0.1, 2.814, 4.4)]
    public void The_run_length_of_an_ewma_chart_is_the_published_one(double shift, double weight, double width, double expected) =>
        Assert.Equal(expected, EwmaChart.AverageRunLength(shift, weight, width), 0.05 + (expected * 0.001)); // Lucas and Saccucci (1990), table 3.

    [Fact]
    public void A_chart_of_weight_1_is_a_shewhart_chart() =>
        Near.Equal(1 / (2 * Distributions.NormalUpper(3)), EwmaChart.AverageRunLength(0, 1, 3), Near.Fitted);

    [Fact]
    public void Thresholds_give_the_run_length_asked_for() =>
        Gen.Select(Gen.Double[20, 1e6], Gen.Double[0.1, 2]).Sample((length, slack) =>
            Near.Equal(length, Cusum.AverageRunLength(0, slack, Cusum.ThresholdFor(length, slack)), Near.Fitted));

    [Fact]
    public void The_width_of_a_chart_gives_the_run_length_asked_for() =>
        Near.Equal(370, EwmaChart.AverageRunLength(0, 0.2, EwmaChart.WidthFor(370, 0.2)), Near.Fitted);

    [Theory]
    [InlineData(0.01, 1.15)]
    [InlineData(0.01, 3)]
    [InlineData(0.01, 4.5)]
    [InlineData(0.02, 3.4)]
    [InlineData(0.05, 4.7)]
    public void The_run_length_at_small_weights_is_that_of_a_chain_of_states(double weight, double width)
    {
        // The error of the chain falls with the square of the width of its states.
        var (coarse, fine) = (ByChain(weight, width, 201), ByChain(weight, width, 603));

        Near.Equal(1, (fine + ((fine - coarse) / 8)) / EwmaChart.AverageRunLength(0, weight, width), 1e-3);
    }

    [Fact]
    public void Every_weight_has_a_width_for_every_run_length() =>
        Gen.Select(Gen.Double[10, 1e6], Gen.Double[0.01, 1]).Sample(
            (length, weight) => Near.Equal(length, EwmaChart.AverageRunLength(0, weight, EwmaChart.WidthFor(length, weight)), Near.Fitted),
            iter: 20);

    [Fact]
    public void A_cusum_says_when_and_how_much()
    {
        var chart = new Cusum(new() { Target = 10, StandardDeviation = 2, Slack = 0.5, Threshold = 4 });
        Repeat(chart.Add, 10, 20);

        var rang = Repeat(chart.Add, 14, 3);

        // Each 14 is 2 standard deviations up and adds 1.5: 4.5 after three.
        Assert.True(rang);
        Assert.Equal(new DriftAlarm(23, 21, DriftDirection.Up, 4, 4.5, 4), chart.Read().Last);
        Assert.Equal(0, chart.Read().Statistic);
    }

    [Fact]
    public void A_page_hinkley_test_learns_the_level_and_finds_a_fall()
    {
        var test = new PageHinkley(new() { Tolerance = 0.5, Threshold = 10 });
        Repeat(test.Add, 7, 100);

        var rang = Repeat(test.Add, 4, 20);

        Assert.True(rang);
        var alarm = test.Read().Last!;
        Assert.Equal((DriftDirection.Down, 101), (alarm.Direction, alarm.Since));
        Assert.InRange(alarm.At, 104, 106);
        Assert.Equal(-3, alarm.Change, 0.2);
    }

    [Fact]
    public void A_page_hinkley_test_waits_for_its_least_observations()
    {
        var test = new PageHinkley(new() { Threshold = 1, Least = 30 });

        Assert.False(Repeat(test.Add, 0, 5) || Repeat(test.Add, 100, 24));
        Assert.True(test.Add(100));
    }

    [Fact]
    public void An_ewma_chart_says_how_far_the_mean_moved()
    {
        var chart = new EwmaChart(new() { Target = 5, StandardDeviation = 1, Weight = 0.1, Width = 3 });
        Repeat(chart.Add, 5, 50);

        var rang = Repeat(chart.Add, 7, 5);

        Assert.True(rang);
        var alarm = chart.Read().Last!;
        Assert.Equal((DriftDirection.Up, 51), (alarm.Direction, alarm.Since));
        Assert.Equal(2, alarm.Change, 1e-9);
    }

    [Fact]
    public void Adwin_finds_the_change_and_keeps_what_came_after()
    {
        var stream = new RandomStream(11);
        var detector = new Adwin(new());
        Repeat(() => detector.Add(stream.NextDouble() < 0.2 ? 1 : 0), 2_000);

        var rang = Repeat(() => detector.Add(stream.NextDouble() < 0.5 ? 1 : 0), 500);

        Assert.True(rang);
        var alarm = detector.Read().Last!;
        Assert.Equal(DriftDirection.Up, alarm.Direction);
        Assert.InRange(alarm.Since, 1_900, 2_200);
        Assert.Equal(0.5, detector.Mean, 0.08);
        Assert.InRange(detector.Width, 250, 600);
    }

    [Fact]
    public void The_window_of_adwin_knows_the_mean_and_spread_of_the_observations_in_it() =>
        Stream.Sample(values =>
        {
            var window = new BucketWindow();
            foreach (var value in values)
            {
                window.Add(value);
            }

            if (values.Length > 20)
            {
                window.DropOldest();
            }

            double[] kept = [.. values.TakeLast((int)window.Width)];
            Near.Equal(kept.Average(), window.Mean, 1e-12);
            Near.Equal(kept.Sum(value => (value - kept.Average()) * (value - kept.Average())), window.Square, 1e-10);
        });

    [Fact]
    public void Detectors_see_a_fall_as_they_see_a_rise() =>
        Stream.Sample(values =>
        {
            var (cusum, mirrored) = (new Cusum(new() { Threshold = 2 }), new Cusum(new() { Threshold = 2 }));
            var (chart, mirroredChart) = (new EwmaChart(new() { Width = 2 }), new EwmaChart(new() { Width = 2 }));
            var (test, mirroredTest) = (new PageHinkley(new() { Threshold = 3 }), new PageHinkley(new() { Threshold = 3 }));
            foreach (var value in values)
            {
                Assert.Equal(cusum.Add(value), mirrored.Add(-value));
                Assert.Equal(chart.Add(value), mirroredChart.Add(-value));
                Assert.Equal(test.Add(value), mirroredTest.Add(-value));
            }

            Assert.Equal(cusum.Read().Last?.Change, -mirrored.Read().Last?.Change);
        });

    [Fact]
    public void A_detector_that_was_saved_goes_on_as_if_nothing_had_been() =>
        Gen.Select(Stream, Stream).Sample((before, after) =>
        {
            Continues(before, after, () => new Cusum(new() { Threshold = 2 }), one => one.Add, one => one.Save(), Cusum.Restore, StatisticsJson.Default.CusumState, one => one.Read());
            Continues(before, after, () => new PageHinkley(new() { Threshold = 3 }), one => one.Add, one => one.Save(), PageHinkley.Restore, StatisticsJson.Default.PageHinkleyState, one => one.Read());
            Continues(before, after, () => new EwmaChart(new() { Width = 2 }), one => one.Add, one => one.Save(), EwmaChart.Restore, StatisticsJson.Default.EwmaChartState, one => one.Read());
            Continues(before, after, () => new Adwin(new() { Clock = 4, Delta = 0.5 }), one => one.Add, one => one.Save(), Adwin.Restore, StatisticsJson.Default.AdwinState, one => one.Read());
        });

    [Fact]
    public void Nothing_is_read_before_anything_was_added()
    {
        Assert.Throws<InvalidOperationException>(() => new Cusum(new()).Read());
        Assert.Throws<InvalidOperationException>(() => new PageHinkley(new()).Read());
        Assert.Throws<InvalidOperationException>(() => new EwmaChart(new()).Read());
        Assert.Throws<InvalidOperationException>(() => new Adwin(new()).Read());
        Assert.Throws<InvalidOperationException>(() => new Adwin(new()).Mean);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_refused()
    {
        Assert.Equal("value", Assert.Throws<ArgumentOutOfRangeException>(() => new Cusum(new()).Add(double.NaN)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkley(new()).Add(double.PositiveInfinity)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentOutOfRangeException>(() => new EwmaChart(new()).Add(double.NaN)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentOutOfRangeException>(() => new Adwin(new()).Add(double.NaN)).ParamName);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cusum(new() { StandardDeviation = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cusum(new() { Slack = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cusum(new() { Threshold = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkley(new() { Tolerance = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkley(new() { Least = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EwmaChart(new() { Weight = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EwmaChart(new() { Target = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adwin(new() { Delta = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adwin(new() { Range = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adwin(new() { Clock = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cusum.ThresholdFor(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cusum.ThresholdFor(100, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => EwmaChart.AverageRunLength(0, 0.1, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => EwmaChart.WidthFor(5));
    }

    [Fact]
    public void States_that_no_detector_can_be_in_are_refused()
    {
        var cusum = Fed(new Cusum(new()), one => one.Add).Save();
        var test = Fed(new PageHinkley(new()), one => one.Add).Save();
        var chart = Fed(new EwmaChart(new()), one => one.Add).Save();
        var adwin = Fed(new Adwin(new()), one => one.Add).Save();

        Assert.Throws<ArgumentException>(() => Cusum.Restore(cusum with { Upper = -1 }));
        Assert.Throws<ArgumentException>(() => Cusum.Restore(cusum with { Upper = 100, UpperRun = 1 }));
        Assert.Throws<ArgumentException>(() => Cusum.Restore(cusum with { UpperRun = 99 }));
        Assert.Throws<ArgumentException>(() => Cusum.Restore(cusum with { Log = cusum.Log with { Alarms = 9 } }));
        Assert.Throws<ArgumentException>(() => Cusum.Restore(cusum with { Log = cusum.Log with { Alarms = 1, Since = 5, At = 2 } }));
        Assert.Throws<ArgumentException>(() => PageHinkley.Restore(test with { Mean = double.NaN }));
        Assert.Throws<ArgumentException>(() => PageHinkley.Restore(test with { Run = 7 }));
        Assert.Throws<ArgumentException>(() => PageHinkley.Restore(test with { Lower = -2 }));
        Assert.Throws<ArgumentException>(() => EwmaChart.Restore(chart with { Fading = 2 }));
        Assert.Throws<ArgumentException>(() => EwmaChart.Restore(chart with { Average = 50 }));
        Assert.Throws<ArgumentException>(() => EwmaChart.Restore(chart with { Run = -1 }));
        Assert.Throws<ArgumentException>(() => Adwin.Restore(adwin with { Buckets = [6] }));
        Assert.Throws<ArgumentException>(() => Adwin.Restore(adwin with { Totals = [1] }));
        Assert.Throws<ArgumentException>(() => Adwin.Restore(adwin with { Square = -1 }));
        Assert.Throws<ArgumentException>(() => Adwin.Restore(adwin with { Log = adwin.Log with { Count = 1 } }));
        Assert.Throws<ArgumentException>(() => Adwin.Restore(adwin with { Buckets = new int[60] }));
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        var (cusum, test, chart, adwin) = (new Cusum(new()), new PageHinkley(new() { Threshold = 3 }), new EwmaChart(new()), new Adwin(new() { Delta = 0.5 }));
        var baseline = new SeasonalBaseline(new() { Slots = 7 });
        var stream = new RandomStream(5);

        var allocated = AllocatedBytes.LeastOf(() => All(10_000));

        Assert.True(cusum.Read().Alarms > 0 && test.Read().Alarms > 0 && chart.Read().Alarms > 0 && adwin.Read().Alarms > 0);
        Assert.Equal(0, allocated);

        void All(int count)
        {
            for (var step = 0; step < count; step++)
            {
                var value = stream.NextNormal() + (step % 1_000 < 500 ? 0 : 1);
                cusum.Add(value);
                test.Add(value);
                chart.Add(value);
                adwin.Add(value);
                baseline.Add(step % 7, value);
            }
        }
    }

    // Brook and Evans (1972), Biometrika 59:539: the average moves between states of equal width until it leaves them.
    private static double ByChain(double weight, double width, int states)
    {
        var limit = width * Math.Sqrt(weight / (2 - weight));
        var step = 2 * limit / states;
        double Middle(int state) => -limit + ((state + 0.5) * step);
        var chain = Matrix<double>.Build.Dense(states, states, (from, to) =>
        {
            var z = (Middle(to) - ((1 - weight) * Middle(from))) / weight;
            var reach = step / 2 / weight;
            var chance = Distributions.NormalUpper(Math.Abs(z) - reach) - Distributions.NormalUpper(Math.Abs(z) + reach);
            return (from == to ? 1 : 0) - chance;
        });
        return chain.Solve(Vector<double>.Build.Dense(states, 1))[states / 2];
    }

    private static T Fed<T>(T detector, Func<T, Func<double, bool>> add)
    {
        foreach (var value in new[] { 0.3, -0.2, 0.9 })
        {
            add(detector)(value);
        }

        return detector;
    }

    private static void Continues<T, TState>(
        double[] before, double[] after, Func<T> make, Func<T, Func<double, bool>> add, Func<T, TState> save, Func<TState, T> restore, JsonTypeInfo<TState> json, Func<T, object> read)
    {
        var whole = make();
        var part = make();
        Array.ForEach(before, value => Assert.Equal(add(whole)(value), add(part)(value)));

        var restored = restore(JsonSerializer.Deserialize(JsonSerializer.Serialize(save(part), json), json)!);

        Array.ForEach(after, value => Assert.Equal(add(whole)(value), add(restored)(value)));
        Assert.Equal(read(whole), read(restored));
    }

    private static bool Repeat(Func<double, bool> add, double value, int times) => Repeat(() => add(value), times);

    private static bool Repeat(Func<bool> add, int times)
    {
        var rang = false;
        for (var time = 0; time < times; time++)
        {
            rang |= add();
        }

        return rang;
    }
}

using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.Ranks;
using Penstock.Statistics.Intervals;
using Penstock.Statistics.Numerics;
using Penstock.Statistics.Planning;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>How often a study of the planned size misses the effect that it was planned for, which is there.</summary>
internal static class PlanHonesty
{
    private static readonly PlanOptions Usual = new();
    private static readonly PlanOptions Surer = new() { Power = 0.9 };
    private static readonly PlanOptions OneSided = new() { TwoSided = false };

    public static IEnumerable<HonestyCase> Cases => [.. OneArm, .. TwoArms, .. Margins, .. Rates];

    private static IEnumerable<HonestyCase> OneArm =>
    [
        Student(0.5, Usual), Student(0.9, Surer), KnownSpread(), PairedBinary(), Clustered(),
    ];

    private static IEnumerable<HonestyCase> TwoArms =>
    [
        TwoMeans(), UnevenMeans(), Proportions(0.10, 0.15, 1), Proportions(0.05, 0.08, 2), Lift(0.03), Lift(0.2), Lift(-0.2), MannWhitneyShift(), Categories(),
    ];

    private static IEnumerable<HonestyCase> Margins => [NonInferiority(), Equivalence()];

    private static IEnumerable<HonestyCase> Rates => [Gate(0.97, 0.93), Gate(0.02, 0.05), Demonstration(0.01, 0.001, 0), Demonstration(0.05, 0.02, 2)];

    private static HonestyCase Case(string method, string setting, double power, Func<RandomStream, bool> misses) =>
        new("Planned sizes: real effects that are missed", method, setting, Math.Round(1 - power, 6), Promise.Enumerated, misses) { Enumerated = 1 - power };

    private static HonestyCase Student(double effect, PlanOptions options)
    {
        var count = MeanPlan.SampleSizeStudent(effect, 1, options).Count;
        var power = MeanPlan.PowerStudent(count, effect, 1, options);
        return Case("Noncentral t sample size of a mean", $"effect {effect} standard deviations, n = {count}", power, stream =>
            Means.Student(Normal(stream, (int)count, effect)).Lower <= 0);
    }

    private static HonestyCase KnownSpread()
    {
        var count = MeanPlan.SampleSize(0.3, 1, OneSided).Count;
        var power = MeanPlan.Power(count, 0.3, 1, OneSided);
        return Case("Normal sample size of a mean", $"one-sided, spread known, effect 0.3, n = {count}", power, stream =>
            CompensatedSum.Of(Normal(stream, (int)count, 0.3)) / Math.Sqrt(count) <= Distributions.NormalQuantile(0.95));
    }

    private static HonestyCase PairedBinary()
    {
        var count = PairedBinaryPlan.SampleSize(0.05, 0.15).Count;
        var power = PairedBinaryPlan.Power(count, 0.05, 0.15);
        return Case("Normal sample size of McNemar's test", $"5 points, 15 % discordant, n = {count}", power, stream =>
        {
            var difference = Draw(stream, (int)count, one => one.NextDouble() switch { < 0.10 => 1, < 0.15 => -1, _ => 0 });
            return Means.Student(difference).Lower <= 0;
        });
    }

    private static HonestyCase Clustered()
    {
        var count = ClusteredPlan.SampleSize(0.3, Math.Sqrt(2), 6, 0.5).Count;
        var power = ClusteredPlan.Power(count, 0.3, Math.Sqrt(2), 6, 0.5);
        return Case("Noncentral t sample size of a clustered mean", $"clusters of 6, correlation 0.5, {count} clusters", power, stream =>
        {
            var means = Draw(stream, (int)count, one => 0.3 + one.NextNormal() + (CompensatedSum.Of(Normal(one, 6, 0)) / 6));
            return Means.Student(means).Lower <= 0;
        });
    }

    private static HonestyCase TwoMeans()
    {
        var size = TwoMeansPlan.SampleSizeStudent(0.8, 1, 1);
        var power = TwoMeansPlan.PowerStudent(size.Count, 0.8, 1, 1);
        return Case("Noncentral t sample size of Welch's test", $"effect 0.8, n = {size.Count} and {size.SecondCount}", power, stream =>
            !Sees(Welch.Difference(Normal(stream, (int)size.Count, 0), Normal(stream, (int)size.SecondCount, 0.8))));
    }

    private static HonestyCase UnevenMeans()
    {
        var size = TwoMeansPlan.SampleSizeStudent(1, 1, 2, 3, Surer);
        var power = TwoMeansPlan.PowerStudent(size.Count, 1, 1, 2, 3, Surer);
        return Case("Noncentral t sample size of Welch's test", $"spreads 1 and 2, n = {size.Count} and {size.SecondCount}", power, stream =>
            !Sees(Welch.Difference(Normal(stream, (int)size.Count, 0), Draw(stream, (int)size.SecondCount, one => 1 + (2 * one.NextNormal())))));
    }

    private static HonestyCase Proportions(double first, double second, double allocation)
    {
        var size = TwoProportionsPlan.SampleSize(first, second, allocation);
        var power = TwoProportionsPlan.Power(size.Count, first, second, allocation);
        return Case("Normal sample size of two proportions (unpooled)", $"{100 * first} % against {100 * second} %, n = {size.Count:N0} and {size.SecondCount:N0}", power, stream =>
        {
            var (one, other) = ((double)Hits(stream, size.Count, first) / size.Count, (double)Hits(stream, size.SecondCount, second) / size.SecondCount);
            var error = Math.Sqrt((one * (1 - one) / size.Count) + (other * (1 - other) / size.SecondCount));
            return (other - one) / error <= Distributions.NormalCritical(0.95);
        });
    }

    // Cautious for a lift that is not small: what it misses is at most what it says.
    private static HonestyCase Lift(double lift)
    {
        var size = LiftPlan.SampleSize(lift, 0.25, 0.25);
        var power = LiftPlan.Power(size.Count, lift, 0.25, 0.25);
        var exact = Case("Delta-method sample size of a relative lift", $"{100 * lift} %, spread a quarter of the mean, n = {size.Count} each", power, stream =>
        {
            var seen = RelativeLift.Delta(
                Draw(stream, (int)size.Count, one => 4 + one.NextNormal()),
                Draw(stream, (int)size.SecondCount, one => (4 * (1 + lift)) + one.NextNormal())).Effect!.Value;
            return lift > 0 ? seen.Lower <= 0 : seen.Upper >= 0;
        });
        return Math.Abs(lift) < 0.05 ? exact : exact with { Promise = Promise.AtMost, Enumerated = null };
    }

    private static HonestyCase MannWhitneyShift()
    {
        var size = MannWhitneyPlan.SampleSize(0.6);
        var power = MannWhitneyPlan.Power(size.Count, 0.6);
        var shift = Math.Sqrt(2) * Distributions.NormalQuantile(0.6);
        return Case("Noether's sample size of the Mann-Whitney test", $"superiority 0.6 of normal values, n = {size.Count} each", power, stream =>
        {
            var test = MannWhitney.Test(Normal(stream, (int)size.Count, 0), Normal(stream, (int)size.SecondCount, shift));
            return test.PValue > 0.05;
        });
    }

    private static HonestyCase Categories()
    {
        double[] expected = [0.25, 0.25, 0.25, 0.25];
        var count = ChiSquaredPlan.SampleSize(0.2, 3).Count;
        var power = ChiSquaredPlan.Power(count, 0.2, 3);
        return Case("Noncentral chi-squared sample size", $"four categories, w = 0.2, n = {count}", power, stream =>
        {
            // 0.3, 0.3, 0.2 and 0.2 are w = 0.2 from equal shares.
            var counts = new long[4];
            for (var at = 0L; at < count; at++)
            {
                counts[stream.NextDouble() switch { < 0.3 => 0, < 0.6 => 1, < 0.8 => 2, _ => 3 }]++;
            }

            return ChiSquared.GoodnessOfFit(counts, expected).PValue > 0.05;
        });
    }

    private static HonestyCase NonInferiority()
    {
        var options = new PlanOptions { Alpha = 0.025 };
        var count = NonInferiorityPlan.SampleSize(0.2, UnitVariance.Pairs(1), 0.02, options).Count;
        var power = NonInferiorityPlan.Power(count, 0.2, UnitVariance.Pairs(1), 0.02, options);
        return Case("Normal sample size of non-inferiority", $"margin 0.2, n = {count} pairs", power, stream =>
            Means.Student(Normal(stream, (int)count, 0.02)).Lower <= -0.2);
    }

    private static HonestyCase Equivalence()
    {
        var count = EquivalencePlan.SampleSize(0.15, UnitVariance.Pairs(1), 0.02).Count;
        var power = EquivalencePlan.Power(count, 0.15, UnitVariance.Pairs(1), 0.02);
        return Case("Normal sample size of two one-sided tests", $"margin 0.15, n = {count} pairs", power, stream =>
        {
            var mean = Means.Student(Normal(stream, (int)count, 0.02), 0.9);
            return mean.Lower <= -0.15 || mean.Upper >= 0.15;
        });
    }

    private static HonestyCase Gate(double rate, double target)
    {
        var count = ProportionPlan.SampleSize(rate, target).Count;
        var power = ProportionPlan.Power(count, rate, target);
        return Case("Exact binomial sample size of a bound on a rate", $"{100 * rate} % against a target of {100 * target} %, n = {count:N0}", power, stream =>
        {
            var interval = Statistics.Intervals.Proportions.ClopperPearson(Hits(stream, count, rate), count);
            return rate > target ? interval.Lower < target : interval.Upper > target;
        });
    }

    private static HonestyCase Demonstration(double limit, double rate, long failures)
    {
        var count = ZeroFailurePlan.SampleSize(limit, failures: failures).Count;
        var power = ZeroFailurePlan.Power(count, rate, failures);
        return Case("Exact binomial demonstration", $"below {100 * limit} %, {failures} failures pass, true rate {100 * rate} %, n = {count:N0}", power, stream =>
            Hits(stream, count, rate) > failures);
    }

    private static bool Sees(TestResult test) => test.Effect!.Value.Lower > 0;

    private static long Hits(RandomStream stream, long count, double rate)
    {
        var hits = 0L;
        for (var at = 0L; at < count; at++)
        {
            hits += stream.NextDouble() < rate ? 1 : 0;
        }

        return hits;
    }

    private static double[] Normal(RandomStream stream, int count, double mean) => Draw(stream, count, one => mean + one.NextNormal());

    private static double[] Draw(RandomStream stream, int count, Func<RandomStream, double> draw)
    {
        var sample = new double[count];
        for (var at = 0; at < count; at++)
        {
            sample[at] = draw(stream);
        }

        return sample;
    }
}

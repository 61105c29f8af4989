using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Accumulators;
using Penstock.Statistics.Sequential.Asymptotic;
using Penstock.Statistics.Sequential.Bounded;
using Penstock.Statistics.Sequential.Mixture;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>How often the always-valid methods for means are wrong at any look, and what peeking does to a method that is not one of them.</summary>
internal static class SequentialMeansHonesty
{
    private const double Alpha = 0.05;
    private const int Count = 5_000;

    private static readonly DataStream Costs = DataStream.Lognormal(1);

    public static IEnumerable<HonestyCase> Cases =>
    [
        .. Peeking, .. Means, .. Clusters, .. Comparisons, .. Mixtures, .. Bounded,
    ];

    private static IEnumerable<HonestyCase> Peeking =>
    [
        // Armitage, McPherson and Rowe (1969), JRSS A 132:235; to more digits by the same recursion with a step of 0.01.
        Case("Fixed z test, read again and again", "normal values, 7 looks (daily for a week)", Promise.Enumerated, stream => PeekedZ(stream, 7)) with
        {
            Enumerated = 0.1662265450,
        },
        Case("Fixed z test, read again and again", "normal values, 40 looks", Promise.Enumerated, stream => PeekedZ(stream, 40)) with
        {
            Enumerated = 0.3029326057,
        },
        Case("Fixed t test, read again and again", "normal values, n = 2,000, 20 looks", Promise.Broken, stream => PeekedT(stream, 2_000, 20)),
        Case("Fixed t test, read again and again", "normal values, n = 2,000, 200 looks", Promise.Broken, stream => PeekedT(stream, 2_000, 200)),
    ];

    private static IEnumerable<HonestyCase> Means =>
    [
        Mean(DataStream.Normal, 20),
        Mean(DataStream.Normal, 200),
        Mean(DataStream.Normal, Count),
        Mean(DataStream.Uniform, 200),
        Mean(DataStream.Exponential, 20),
        Mean(DataStream.Exponential, 200),
        Mean(DataStream.Exponential, Count),
        Mean(Costs, 20),
        Mean(Costs, 200),
        Mean(Costs, Count),
        Mean(DataStream.Binary(0.05), 200),
        Mean(DataStream.Binary(0.01), 200, "first look at 2,000", new() { FirstLook = 2_000 }),
        Mean(DataStream.Exponential, 200, "N* = 1,000", new() { TightestAt = 1_000 }),
        Mean(DataStream.Uniform, Count, "N* = 100 and a first look at 30", new() { TightestAt = 100, FirstLook = 30 }),
        Mean(DataStream.Normal, Count, "N* = 100 and a first look at 30", new() { TightestAt = 100, FirstLook = 30 }),
        Mean(Costs, Count, "upper bound alone", new() { Alternative = Alternative.Less }),
        Case(AsymptoticConfidenceSequence.MeanMethod, Setting(DataStream.Exponential.Name, Count, 200, "one-sided p-value"), Promise.AtMost, OneSidedP),
        Mean(DataStream.Lognormal(1.5), 200, promise: Promise.Broken),
        Mean(DataStream.Binary(0.01), 200, promise: Promise.Broken),
        Mean(DataStream.Binary(0.001), 200, promise: Promise.Broken),
        Mean(DataStream.Exponential, Count, "N* = 500 and a first look at 2", new() { TightestAt = 500, FirstLook = 2 }, Promise.Broken),
    ];

    private static IEnumerable<HonestyCase> Clusters =>
    [
        Case(AsymptoticConfidenceSequence.MeanMethod, "1,500 related conversations, each conversation a unit, 1,500 looks", Promise.AtMost, stream => Conversations(stream, whole: true)),
        Case(AsymptoticConfidenceSequence.MeanMethod, "1,500 related conversations, each turn taken as a unit, 1,500 looks", Promise.Broken, stream => Conversations(stream, whole: false)),
    ];

    private static IEnumerable<HonestyCase> Comparisons =>
    [
        Comparison(Costs, 0.5, 20),
        Comparison(Costs, 0.5, 200),
        Comparison(Costs, 0.5, Count),
        Comparison(DataStream.Exponential, 0.1, 200),
        Comparison(Costs, 0.1, 200),
        Comparison(DataStream.Exponential, 0.5, 20, lift: true),
        Comparison(DataStream.Exponential, 0.5, 200, lift: true),
        Comparison(DataStream.Exponential, 0.5, Count, lift: true),
        Comparison(Costs, 0.5, 200, lift: true),
        Comparison(new("normal values with a mean of 0.15 deviations", 0.15, 1, stream => 0.15 + stream.NextNormal()), 0.5, 200, lift: true),
    ];

    private static IEnumerable<HonestyCase> Mixtures =>
    [
        Mixture(DataStream.Normal, 20, 0.1, known: true),
        Mixture(DataStream.Normal, 200, 0.1, known: true),
        Mixture(DataStream.Normal, Count, 0.1, known: true),
        Mixture(DataStream.Normal, 200, 0.1, known: false),
        Mixture(DataStream.Exponential, 200, 0.1, known: false),
        Mixture(Costs, 200, 0.1, known: false),
        Mixture(DataStream.Binary(0.01), 200, 0.1, known: false, promise: Promise.Broken),
        Mixture(DataStream.Normal, Count, 0.1, known: false, firstLook: 2, promise: Promise.Broken),
    ];

    private static IEnumerable<HonestyCase> Bounded =>
    [
        EmpiricalBernsteinOf(DataStream.Uniform, 20),
        EmpiricalBernsteinOf(DataStream.Uniform, 200),
        EmpiricalBernsteinOf(DataStream.Uniform, Count),
        Case(EmpiricalBernstein.Method, Setting(DataStream.Uniform.Name, Count, 200, "p-value"), Promise.AtMost, BoundedP),
        EmpiricalBernsteinOf(DataStream.Binary(0.05), 200),
        EmpiricalBernsteinOf(DataStream.Binary(0.01), 200),
        EmpiricalBernsteinOf(DataStream.Binary(0.001), 200),
    ];

    private static HonestyCase Case(string method, string setting, Promise promise, Func<RandomStream, bool> isWrong) =>
        new("Looking before the end", method, setting, Alpha, promise, isWrong);

    private static HonestyCase Mean(
        DataStream data, int looks, string? how = null, AsymptoticOptions? options = null, Promise promise = Promise.AtMost) =>
        Case(AsymptoticConfidenceSequence.MeanMethod, Setting(data.Name, Count, looks, how), promise, stream =>
        {
            var sequence = new AsymptoticMeanSequence(options);
            return Ever(Count, looks, () => sequence.Add(data.Draw(stream)), () => !sequence.Read().Interval.Contains(data.Mean));
        });

    private static HonestyCase Comparison(DataStream data, double share, int looks, bool lift = false) =>
        Case(
            lift ? AsymptoticConfidenceSequence.LiftMethod : AsymptoticConfidenceSequence.DifferenceMethod,
            Setting(data.Name, Count, looks, $"{share * 100} % in the candidate"),
            Promise.AtMost,
            stream =>
            {
                var comparison = new AsymptoticComparison();
                comparison.AddBaseline(data.Draw(stream));
                comparison.AddCandidate(data.Draw(stream));
                return Ever(
                    Count,
                    looks,
                    () => Assign(comparison, stream.NextDouble() < share, data.Draw(stream)),
                    () => !(lift ? comparison.ReadLift() : comparison.Read()).Interval.Contains(0));
            });

    private static void Assign(AsymptoticComparison comparison, bool isCandidate, double value)
    {
        if (isCandidate)
        {
            comparison.AddCandidate(value);
            return;
        }

        comparison.AddBaseline(value);
    }

    private static HonestyCase Mixture(
        DataStream data, int looks, double effect, bool known, long? firstLook = null, Promise promise = Promise.AtMost)
    {
        var options = new MixtureSprtOptions
        {
            MixingVariance = effect * effect * data.Variance,
            NullValue = data.Mean,
            Variance = known ? data.Variance : null,
        };
        options = options with { FirstLook = firstLook ?? (known ? 1 : options.FirstLook) };
        var how = $"τ = {effect} deviations, {(known ? "known" : "estimated")} variance, first look at {options.FirstLook}";
        return Case(MixtureSprt.Method, Setting(data.Name, Count, looks, how), promise, stream =>
        {
            var sample = new MeanAccumulator();
            return Ever(Count, looks, () => sample.Add(data.Draw(stream)), () => Rejects(sample, options));
        });
    }

    // A look at a time, so that 20 looks are 20: the running form looks at every observation.
    private static bool Rejects(MeanAccumulator sample, MixtureSprtOptions options)
    {
        var variance = options.Variance ?? sample.Variance;
        return sample.Count >= options.FirstLook && variance > 0 && MixtureSprt.LogLikelihoodRatio(
            sample.Count, sample.Mean - options.NullValue, variance, options.MixingVariance) >= -Math.Log(Alpha);
    }

    private static HonestyCase EmpiricalBernsteinOf(DataStream data, int looks) =>
        Case(EmpiricalBernstein.Method, Setting(data.Name, Count, looks, null), Promise.AtMost, stream =>
        {
            var sequence = new EmpiricalBernsteinSequence();
            return Ever(Count, looks, () => sequence.Add(data.Draw(stream)), () => !sequence.Read().Interval.Contains(data.Mean));
        });

    private static bool OneSidedP(RandomStream stream)
    {
        var (data, sequence) = (DataStream.Exponential, new AsymptoticMeanSequence(new() { Alternative = Alternative.Less }));
        return Ever(Count, 200, () => sequence.Add(data.Draw(stream)), () => sequence.Test(data.Mean).PValue <= Alpha);
    }

    private static bool BoundedP(RandomStream stream)
    {
        var (data, sequence) = (DataStream.Uniform, new EmpiricalBernsteinSequence());
        return Ever(Count, 200, () => sequence.Add(data.Draw(stream)), () => sequence.Test(data.Mean).PValue <= Alpha);
    }

    private static bool Conversations(RandomStream stream, bool whole)
    {
        var sequence = new AsymptoticMeanSequence();
        return Ever(1_500, 1_500, () => Converse(sequence, stream, whole), () => !sequence.Read().Interval.Contains(0));
    }

    // Five turns on average that share what the user asked about: half of the variance lies between conversations.
    private static void Converse(AsymptoticMeanSequence sequence, RandomStream stream, bool whole)
    {
        var (topic, sum, size) = (stream.NextNormal(), 0d, 0);
        do
        {
            var turn = topic + stream.NextNormal();
            (sum, size) = (sum + turn, size + 1);
            if (!whole)
            {
                sequence.Add(turn);
            }
        }
        while (stream.NextDouble() < 0.8);

        if (whole)
        {
            sequence.Add(sum, size);
        }
    }

    private static bool PeekedZ(RandomStream stream, int looks)
    {
        var sum = 0d;
        var look = 0;
        return Ever(looks, looks, () => (sum, look) = (sum + stream.NextNormal(), look + 1), () => Math.Abs(sum) > 1.9599639845400545 * Math.Sqrt(look));
    }

    private static bool PeekedT(RandomStream stream, int count, int looks)
    {
        var sample = new MeanAccumulator();
        return Ever(count, looks, () => sample.Add(stream.NextNormal()), () =>
            Distributions.StudentP(sample.Mean / Math.Sqrt(sample.Variance / sample.Count), sample.Count - 1, Alternative.TwoSided) <= Alpha);
    }

    internal static bool Ever(int count, int looks, Action add, Func<bool> isWrong)
    {
        for (var turn = 1; turn <= count; turn++)
        {
            add();
            if (turn % (count / looks) == 0 && isWrong())
            {
                return true;
            }
        }

        return false;
    }

    internal static string Setting(string data, int count, int looks, string? how) =>
        $"{data}, n = {count:N0}, {(looks == count ? "a look at every observation" : $"{looks} looks")}{(how is null ? "" : $", {how}")}";
}

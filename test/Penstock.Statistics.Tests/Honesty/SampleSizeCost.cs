using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Asymptotic;
using Penstock.Statistics.Sequential.Bounded;
using Penstock.Statistics.Sequential.Mixture;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Runs each sequential method, with a look at every observation, on an effect that is there until it finds it.</summary>
internal static class SampleSizeCost
{
    private const double Level = 0.95;
    private const ulong Seed = 20_240_531;

    // A run that has not stopped at so many times the fixed count is cut off.
    private const int Patience = 20;

    private static readonly double[] Effects = [0.05, 0.1, 0.2, 0.3, 0.5];

    /// <summary>One row for each method and effect.</summary>
    /// <param name="runs">How many simulated runs each row rests on.</param>
    public static IReadOnlyList<CostRow> Rows(int runs) =>
    [
        .. Effects.SelectMany(effect => Means(effect, runs)),
        .. SampleSizeCostOfCounts.Rows(runs),
    ];

    /// <summary>The count of the fixed two-sided z test for an effect in standard deviations.</summary>
    public static long FixedCount(double effect, double power) => (long)Math.Ceiling(
        Math.Pow((Distributions.NormalCritical(Level) + Distributions.NormalQuantile(power)) / effect, 2));

    /// <summary>A row of one method.</summary>
    /// <param name="method">The method, with its settings.</param>
    /// <param name="effect">The true effect, in standard deviations of one observation.</param>
    /// <param name="runs">How many simulated runs.</param>
    /// <param name="start">Begins a run: returns what draws one observation, adds it and says whether the null value is now excluded.</param>
    public static CostRow Row(string method, double effect, int runs, Func<RandomStream, Func<bool>> start) =>
        Row(method, (effect, FixedCount(effect, 0.8), FixedCount(effect, 0.9)), runs, start);

    /// <summary>A row of one method that is held against another fixed test, of which the counts are known.</summary>
    /// <param name="method">The method, with its settings.</param>
    /// <param name="test">The effect, and the counts of the fixed test with a power of 80 and 90 %.</param>
    /// <param name="runs">How many simulated runs.</param>
    /// <param name="start">Begins a run: returns what draws one observation, adds it and says whether the null value is now excluded.</param>
    public static CostRow Row(string method, (double Effect, long Fixed80, long Fixed90) test, int runs, Func<RandomStream, Func<bool>> start)
    {
        var least = test.Fixed80;
        var limit = Math.Max(5_000, Patience * least);
        var counts = new long[runs];
        Parallel.For(0, runs, run => counts[run] = CountUntil(start(RandomStream.Numbered(Seed, run)), limit));
        Array.Sort(counts);
        return new CostRow(
            method,
            test.Effect,
            least,
            test.Fixed90,
            counts[(runs - 1) / 2],
            counts.Average(),
            counts[(int)Math.Ceiling(0.9 * runs) - 1],
            counts.Count(count => count <= limit) / (double)runs);
    }

    private static long CountUntil(Func<bool> stopsAtNext, long limit)
    {
        var count = 1L;
        while (count <= limit && !stopsAtNext())
        {
            count++;
        }

        return count;
    }

    // Scores spread evenly over 0 … 1; the null value lies the effect below their mean.
    private static IEnumerable<CostRow> Means(double effect, int runs)
    {
        var scores = DataStream.Uniform;
        var deviation = Math.Sqrt(scores.Variance);
        var nullValue = scores.Mean - (effect * deviation);
        var tuned = new AsymptoticOptions { TightestAt = FixedCount(effect, 0.8), FirstLook = 30 };
        var mixture = new MixtureSprtOptions
        {
            MixingVariance = effect * effect * scores.Variance,
            NullValue = nullValue,
            FirstLook = 30,
        };
        yield return Row("Asymptotic confidence sequence, defaults (N* = 5,000, first look at 300)", effect, runs, stream => Asymptotic(stream, new()));
        yield return Row("Asymptotic confidence sequence, N* = fixed n, first look at 30", effect, runs, stream => Asymptotic(stream, tuned));
        yield return Row("Mixture SPRT, τ = effect, estimated variance, first look at 30", effect, runs, stream =>
        {
            var sequence = new MixtureSprtSequence(mixture);
            return () =>
            {
                sequence.Add(scores.Draw(stream));
                return sequence.Read().PValue <= 1 - Level;
            };
        });
        yield return Row("Empirical-Bernstein confidence sequence, range 0 … 1", effect, runs, stream =>
        {
            var sequence = new EmpiricalBernsteinSequence();
            return () =>
            {
                sequence.Add(scores.Draw(stream));
                return !sequence.Read().Interval.Contains(nullValue);
            };
        });

        Func<bool> Asymptotic(RandomStream stream, AsymptoticOptions options)
        {
            var sequence = new AsymptoticMeanSequence(options);
            return () =>
            {
                sequence.Add(scores.Draw(stream));
                return !sequence.Read().Interval.Contains(nullValue);
            };
        }
    }
}

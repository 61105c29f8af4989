using System.Diagnostics;
using Penstock.Bench.Reports;
using Penstock.Statistics.Drift;
using Penstock.Statistics.Intervals;

namespace Penstock.Bench.Statistics;

/// <summary>What one observation costs each running form, and how long the heavy tests take on ten thousand vectors.</summary>
internal static class StatisticsScenario
{
    private const int Observations = 1_000_000;
    private const int WarmUp = 4;
    private const int Rounds = 9;
    private const double MostNanoseconds = 50;
    private const int Vectors = 5_000;
    private const int Dimensions = 512;
    private const double MostSeconds = 1;

    public static int Run()
    {
        var values = Values(Observations);
        var table = new Table("running form", "ns per observation", "fastest to slowest round", "bytes", "at most 50 ns, 0 bytes");
        var over = 0;
        foreach (var form in RunningForms.Baselines)
        {
            var (times, bytes) = Fill(form, values);
            table.Add(form.Name, $"{Median(times):0.0}", $"{times[0]:0.0}–{times[^1]:0.0}", $"{bytes}", "beside it");
        }

        foreach (var form in RunningForms.All)
        {
            var (times, bytes) = Fill(form, values);
            var fits = Median(times) <= MostNanoseconds && bytes == 0;
            over += fits ? 0 : 1;
            table.Add(form.Name, $"{Median(times):0.0}", $"{times[0]:0.0}–{times[^1]:0.0}", $"{bytes}", fits ? "within" : "OVER");
        }

        Console.WriteLine(table);
        return over + Heavy() == 0 ? 0 : 1;
    }

    // The first rounds are those in which the runtime compiles the code again and better. Bytes are those of one round of a million.
    private static (double[] Nanoseconds, long Bytes) Fill(RunningForm form, double[] values)
    {
        for (var round = 0; round < WarmUp; round++)
        {
            form.Start()(values);
        }

        var times = new double[Rounds];
        var bytes = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var fill = form.Start();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.GetTimestamp();
            fill(values);
            times[round] = Stopwatch.GetElapsedTime(watch).TotalNanoseconds / values.Length;
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Array.Sort(times);
        return (times, bytes);
    }

    private static int Heavy()
    {
        var (reference, current) = (Embeddings(1), Embeddings(2));
        var costs = Array.ConvertAll(Values(2 * Vectors), value => Math.Exp(3 * value));
        var table = new Table("on 10,000 × 512", "seconds", "fastest to slowest round", "at most 1 s");
        var over = 0;
        over += Time("MMD with permutation test (5,000 against 5,000 vectors)", () => MeanDiscrepancy.Test(reference, current, Dimensions), table);
        over += Time("shift of the centroid with permutation test", () => CentroidShift.Test(reference, current, Dimensions), table);
        over += Time("bootstrap, BCa, mean of 10,000 with 512 resamples", () => Bootstrap.MeanBca(costs, seed: 1, resamples: 512), table);
        over += Time("bootstrap, percentile, any statistic of 10,000 with 512 resamples", () => Bootstrap.Percentile(costs, Spread, seed: 1, resamples: 512), table);
        Console.WriteLine(table);
        return over;
    }

    private static int Time<T>(string name, Func<T> test, Table table)
    {
        test();
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.GetTimestamp();
            test();
            times[round] = Stopwatch.GetElapsedTime(watch).TotalSeconds;
        }

        Array.Sort(times);
        var fits = Median(times) <= MostSeconds;
        table.Add(name, $"{Median(times):0.000}", $"{times[0]:0.000}–{times[^1]:0.000}", fits ? "within" : "OVER");
        return fits ? 0 : 1;
    }

    private static double Spread(ReadOnlySpan<double> sample)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in sample)
        {
            sum += value;
            squares += value * value;
        }

        return (squares / sample.Length) - (sum / sample.Length * (sum / sample.Length));
    }

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];

    private static double[] Values(int count)
    {
        var random = new Random(1);
        var values = new double[count];
        for (var index = 0; index < count; index++)
        {
            values[index] = random.NextDouble();
        }

        return values;
    }

    private static float[] Embeddings(int seed)
    {
        var random = new Random(seed);
        var values = new float[Vectors * Dimensions];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = random.NextSingle() - 0.5f;
        }

        return values;
    }
}

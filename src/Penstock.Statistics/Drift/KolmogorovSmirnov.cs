using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// The two-sample Kolmogorov-Smirnov test: whether two samples of a number come from one distribution, by the largest vertical distance D
/// between their empirical distribution functions. D is 0 to 1, does not depend on the unit, and is the effect size.
/// </summary>
/// <remarks>
/// Assumes independent observations; requests of one user or one burst are not, and then the p-value is too small. It sees shifts in the
/// middle best and tails hardly: for p99 compare quantiles. With thousands of rows read D, not the p-value. For categories use
/// <see cref="CategoryShift"/>. The effect is D with an interval that holds for every distribution and every n, by the inequality of
/// Dvoretzky, Kiefer and Wolfowitz with Massart's constant (1990, Annals of Probability 18:1269) on each side at half the error.
/// </remarks>
public static class KolmogorovSmirnov
{
    private const string ExactMethod = "Two-sample Kolmogorov-Smirnov test, exact";
    private const string TiesMethod = "Two-sample Kolmogorov-Smirnov test, exact given the ties";
    private const string LimitMethod = "Two-sample Kolmogorov-Smirnov test, asymptotic";
    private const int MostForExact = 10_000;

    /// <summary>
    /// Tests for any difference. Exact where both samples have at most 10,000 values (O(n·m) time: about a third of a second at the
    /// limit), by the limiting distribution beyond.
    /// </summary>
    /// <param name="reference">The sample that is taken as normal; at least 1 value.</param>
    /// <param name="current">The sample to compare; at least 1 value.</param>
    /// <param name="level">The confidence of the interval of the effect, above 0 and below 1.</param>
    /// <returns>D as statistic and effect. With ties the p-value is too large, never too small: see <see cref="TestGivenTies"/>.</returns>
    /// <exception cref="ArgumentException">A sample is empty or holds a value that is not finite, or the level is out of range.</exception>
    /// <remarks>Hodges (1958), Arkiv för Matematik 3:469, the share of lattice paths that touch the boundary, computed as such so that small p-values keep their digits.</remarks>
    public static TestResult Test(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, double level = 0.95)
    {
        var steps = Steps.Of(reference, current, level);
        if (Math.Max(reference.Length, current.Length) <= MostForExact)
        {
            return Result(steps, LatticePaths.Outside(steps.Reference, steps.Current, steps.Height, default), level, ExactMethod);
        }

        var scaled = steps.Distance * Math.Sqrt((double)steps.Reference * steps.Current / (steps.Reference + steps.Current));
        return Result(steps, LatticePaths.Limit(scaled), level, LimitMethod);
    }

    /// <summary>
    /// The exact test given which values are tied: full power for ratings, rounded latencies and other numbers with few values. O(n·m).
    /// </summary>
    /// <param name="reference">The sample that is taken as normal; 1 to 10,000 values.</param>
    /// <param name="current">The sample to compare; 1 to 10,000 values.</param>
    /// <param name="level">The confidence of the interval of the effect, above 0 and below 1.</param>
    /// <returns>As <see cref="Test"/>; without ties the same p-value.</returns>
    /// <exception cref="ArgumentException">A sample is empty, too long or holds a value that is not finite, or the level is out of range.</exception>
    /// <remarks>Schröer and Trenkler (1995), Computational Statistics and Data Analysis 20:185: the boundary counts only where a run of ties ends.</remarks>
    public static TestResult TestGivenTies(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, double level = 0.95)
    {
        if (Math.Max(reference.Length, current.Length) > MostForExact)
        {
            throw new ArgumentException($"Holds more than {MostForExact} values; use {nameof(Test)} and read D.", reference.Length > current.Length ? nameof(reference) : nameof(current));
        }

        var steps = Steps.Of(reference, current, level);
        return Result(steps, LatticePaths.Outside(steps.Reference, steps.Current, steps.Height, steps.RunEnds), level, TiesMethod);
    }

    private static TestResult Result(Steps steps, double p, double level, string method)
    {
        var half = Math.Log(4 / (1 - level)) / 2;
        var margin = Math.Sqrt(half / steps.Reference) + Math.Sqrt(half / steps.Current);
        var interval = new Interval(Math.Max(0, steps.Distance - margin), Math.Min(1, steps.Distance + margin));
        var count = (long)steps.Reference + steps.Current;
        return new TestResult(p, steps.Distance, count, method)
        {
            Effect = new Estimate(steps.Distance, interval, level, count, "Kolmogorov-Smirnov distance, Dvoretzky-Kiefer-Wolfowitz interval"),
        };
    }

    /// <summary>Both samples walked in order: the distance, its whole-number form, and where runs of ties end.</summary>
    private readonly record struct Steps(int Reference, int Current, double Distance, long Height, bool[] RunEnds)
    {
        public static Steps Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, double level)
        {
            Check.Sample(reference);
            Check.Sample(current);
            Check.Level(level);
            var first = reference.ToArray();
            var second = current.ToArray();
            Array.Sort(first);
            Array.Sort(second);
            var ends = new bool[first.Length + second.Length + 1];
            var most = 0L;
            for (int i = 0, j = 0; i < first.Length || j < second.Length;)
            {
                var value = j == second.Length || (i < first.Length && first[i] <= second[j]) ? first[i] : second[j];
                i = PastRun(first, i, value);
                j = PastRun(second, j, value);
                ends[i + j] = true;
                most = Math.Max(most, Math.Abs(((long)i * second.Length) - ((long)j * first.Length)));
            }

            return new Steps(first.Length, second.Length, most / ((double)first.Length * second.Length), most, ends);
        }

        private static int PastRun(double[] sorted, int at, double value)
        {
            while (at < sorted.Length && sorted[at] == value)
            {
                at++;
            }

            return at;
        }
    }
}

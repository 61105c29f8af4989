using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Counts;

/// <summary>
/// How many of all successes fall to the candidate when both margins of a 2 × 2 table are fixed and its odds are so many times those of the
/// baseline: Fisher's noncentral hypergeometric distribution.
/// </summary>
internal sealed class Hypergeometric
{
    // Chances that are equal in exact arithmetic differ in their last bits.
    private const double Tied = 1e-7;

    // Ten million tables take 80 MB and about a second for each of some hundred steps.
    private const long MostTables = 10_000_000;

    private readonly double[] _logWeights;

    public Hypergeometric(ProportionPair pair)
    {
        var successes = pair.BaselineSuccesses + pair.CandidateSuccesses;
        Least = Math.Max(0, successes - pair.BaselineTrials);
        Most = Math.Min(successes, pair.CandidateTrials);
        if (Most - Least >= MostTables)
        {
            throw new ArgumentException(
                $"More than {MostTables:N0} tables have these totals; for so many events use the test of {nameof(IndependentProportions)}.", nameof(pair));
        }

        _logWeights = new double[Most - Least + 1];
        for (var count = Least; count < Most; count++)
        {
            var up = (double)(pair.CandidateTrials - count) * (successes - count);
            var down = (double)(count + 1) * (pair.BaselineTrials - successes + count + 1);
            _logWeights[count - Least + 1] = _logWeights[count - Least] + Math.Log(up / down);
        }
    }

    public long Least { get; }

    public long Most { get; }

    /// <summary>The chances of every count from <see cref="Least"/> to <see cref="Most"/>.</summary>
    public double[] Chances(double logOdds)
    {
        var chances = new double[_logWeights.Length];
        var largest = double.NegativeInfinity;
        for (var place = 0; place < chances.Length; place++)
        {
            chances[place] = _logWeights[place] + (place * logOdds);
            largest = Math.Max(largest, chances[place]);
        }

        var sum = default(CompensatedSum);
        for (var place = 0; place < chances.Length; place++)
        {
            chances[place] = Math.Exp(chances[place] - largest);
            sum.Add(chances[place]);
        }

        for (var place = 0; place < chances.Length; place++)
        {
            chances[place] /= sum.Value;
        }

        return chances;
    }

    public double AtMost(long count, double logOdds) => CompensatedSum.Of(Chances(logOdds).AsSpan(0, (int)(count - Least) + 1));

    public double AtLeast(long count, double logOdds) => CompensatedSum.Of(Chances(logOdds).AsSpan((int)(count - Least)));

    /// <summary>The sum of the chances, at equal odds, of all counts that are no likelier than this one.</summary>
    public double NoLikelier(long count)
    {
        var chances = Chances(0);
        var limit = chances[count - Least] * (1 + Tied);
        var sum = default(CompensatedSum);
        foreach (var chance in chances)
        {
            if (chance <= limit)
            {
                sum.Add(chance);
            }
        }

        return sum.Value;
    }

    public double Mean(double logOdds)
    {
        var chances = Chances(logOdds);
        var sum = default(CompensatedSum);
        for (var place = 0; place < chances.Length; place++)
        {
            sum.Add((place + Least) * chances[place]);
        }

        return sum.Value;
    }
}

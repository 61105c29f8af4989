using System.Numerics.Tensors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>The counts of a discrete distribution with one peak that are likely enough to matter, and their chances.</summary>
internal readonly struct ChanceWindow
{
    // What is left out on either side is smaller than what rounding loses in the rest.
    private const double Negligible = 1e-17;

    private readonly double[] _chances;

    private ChanceWindow(long first, double[] chances)
    {
        First = first;
        _chances = chances;
    }

    public long First { get; }

    public long Last => First + _chances.Length - 1;

    public ReadOnlySpan<double> Chances => _chances;

    public static ChanceWindow Binomial(long trials, double rate)
    {
        var odds = rate / (1 - rate);
        var peak = Math.Min(trials, (long)((trials + 1.0) * rate));
        return Around(peak, 0, trials, Negligible, at => (double)(trials - at) / (at + 1) * odds);
    }

    /// <summary>How many of all successes fall to the upper arm if both arms are alike, down to chances far below the smallest tail that matters.</summary>
    public static ChanceWindow Hypergeometric(long lower, long upper, long successes, double smallest)
    {
        var (least, most) = (Math.Max(0, successes - lower), Math.Min(successes, upper));
        var middle = (long)((successes + 1.0) * ((upper + 1.0) / (lower + upper + 2.0)));
        return Around(
            Math.Clamp(middle, least, most),
            least,
            most,
            Negligible * smallest,
            at => (double)(upper - at) * (successes - at) / ((at + 1.0) * (lower - successes + at + 1)));
    }

    // From the peak outwards by the ratio of neighbours: no logarithm of a factorial, which for large counts would lose digits.
    private static ChanceWindow Around(long peak, long least, long most, double negligible, Func<long, double> up)
    {
        var (below, above) = (new List<double>(), new List<double>());
        var chance = 1.0;
        for (var at = peak; at > least && chance > negligible; at--)
        {
            chance /= up(at - 1);
            below.Add(chance);
        }

        chance = 1.0;
        for (var at = peak; at < most && chance > negligible; at++)
        {
            chance *= up(at);
            above.Add(chance);
        }

        below.Reverse();
        double[] chances = [.. below, 1, .. above];
        TensorPrimitives.Divide(chances, CompensatedSum.Of(chances), chances);
        return new ChanceWindow(peak - below.Count, chances);
    }
}

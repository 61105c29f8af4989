using System.Numerics.Tensors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>What Fisher's exact test with two arms of fixed size rejects in favour of the upper arm, and how often that happens.</summary>
internal sealed class FisherPower(long lower, long upper, double alpha, bool isTwoSided)
{
    /// <summary>The largest variance of an arm's successes: about so many events of the rarer kind.</summary>
    public const double MostVariance = 1_000;

    // Chances that are equal in exact arithmetic differ in their last bits: the same as the test allows.
    private const double Tied = 1e-7;

    // A p-value that is the error itself in exact arithmetic, such as 1/20, rejects.
    private const double Rounding = 1e-9;

    private readonly Dictionary<long, long> _critical = [];

    /// <summary>Whether there are so many events that an enumeration would take long and tell nothing that the normal formula does not.</summary>
    public static bool IsTooLarge(double lower, double lowerRate, double upper, double upperRate)
    {
        var (all, events) = (lower + upper, (lower * lowerRate) + (upper * upperRate));
        var conditional = lower / all * (upper / all) * events * (1 - (events / all));
        return Math.Max(conditional, Math.Max(lower * lowerRate * (1 - lowerRate), upper * upperRate * (1 - upperRate))) > MostVariance;
    }

    /// <summary>The chance of a rejection in favour of the upper arm.</summary>
    public double Of(double lowerRate, double upperRate)
    {
        var (low, high) = (ChanceWindow.Binomial(lower, lowerRate), ChanceWindow.Binomial(upper, upperRate));
        var reversed = low.Chances.ToArray();
        Array.Reverse(reversed);
        var sum = default(CompensatedSum);
        for (var successes = low.First + high.First; successes <= low.Last + high.Last; successes++)
        {
            // So many in all, and at least the critical number of them in the upper arm.
            var from = Math.Max(Critical(successes), Math.Max(high.First, successes - low.Last));
            var length = Math.Min(high.Last, successes - low.First) - from + 1;
            if (length > 0)
            {
                sum.Add(TensorPrimitives.Dot(
                    high.Chances.Slice((int)(from - high.First), (int)length),
                    reversed.AsSpan((int)(low.Last - successes + from), (int)length)));
            }
        }

        return Math.Clamp(sum.Value, 0, 1);
    }

    private long Critical(long successes)
    {
        if (!_critical.TryGetValue(successes, out var critical))
        {
            critical = FirstRejected(successes);
            _critical.Add(successes, critical);
        }

        return critical;
    }

    // The fewest successes of the upper arm that are too many for chance. Going inwards from the most unlikely end, the other tail follows: all that is no likelier.
    private long FirstRejected(long successes)
    {
        var tables = ChanceWindow.Hypergeometric(lower, upper, successes, alpha);
        var share = (double)upper / ((double)lower + upper);
        var (tail, other) = (0.0, 0);
        for (var place = tables.Chances.Length - 1; place >= 0; place--)
        {
            tail += tables.Chances[place];
            while (isTwoSided && other < place && tables.Chances[other] <= tables.Chances[place] * (1 + Tied))
            {
                tail += tables.Chances[other];
                other++;
            }

            if (tail > alpha * (1 + Rounding) || tables.First + place <= successes * share)
            {
                return tables.First + place + 1;
            }
        }

        return tables.First;
    }
}

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Judges;

/// <summary>
/// Strengths from pairwise preferences: item i is preferred to item j with the chance 1 / (1 + exp(s_j − s_i)). Fitted by maximum likelihood, or with a normal prior.
/// </summary>
/// <remarks>
/// Bradley and Terry (1952), Biometrika 39:324; condition for a finite answer Ford (1957), American Mathematical Monthly 64:28. A tie counts as half a win for each side, as Elo
/// and most arenas do; with ties the information-based intervals are then too long rather than too short. Assumes independent comparisons and that one number per item tells
/// all: do not use it where preferences run in a circle, or where order of presentation matters and was not balanced (show each pair both ways round). If one prompt or
/// one judge gives many comparisons, intervals are too short. Normal intervals need about 10 comparisons per item, and are rough where an item nearly always wins.
/// Newton's method on a concave function: time O(items³) a step, some ten steps.
/// </remarks>
public static class BradleyTerry
{
    private const int MaxSteps = 500;
    private const double Converged = 1e-12;

    // Where one item wins nearly always, rounding keeps steps above the limit although the likelihood no longer rises.
    private const double NearlyConverged = 1e-7;

    /// <summary>The strengths of maximum likelihood.</summary>
    /// <param name="outcomes">The comparisons.</param>
    /// <exception cref="ArgumentException">
    /// There is no finite answer: some items never beat or tied any of the others (Ford's condition). The message names both groups. Compare across them, leave the
    /// separated items out, or use <see cref="FitWithPrior"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">The comparisons are so lopsided that rounding hides the answer: far beyond a million wins to one.</exception>
    public static BradleyTerryFit Fit(PairwiseOutcomes outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        DemandConnected(outcomes);
        return Maximise(outcomes, 0);
    }

    /// <summary>The most probable strengths under independent normal priors around 0: an answer for any outcomes, pulled together.</summary>
    /// <param name="outcomes">The comparisons.</param>
    /// <param name="deviation">The prior's standard deviation of a strength, above 0: 1.5 says that most items beat another at 5 % to 95 %.</param>
    /// <remarks>Intervals are Laplace approximations of posterior intervals: their level holds over the prior, not for each strength.</remarks>
    /// <exception cref="ArgumentException">There is no comparison.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not finite and above 0.</exception>
    /// <exception cref="InvalidOperationException">The comparisons are so lopsided beside so wide a prior that rounding hides the answer.</exception>
    public static BradleyTerryFit FitWithPrior(PairwiseOutcomes outcomes, double deviation = 1.5)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        Check.Positive(deviation);
        return outcomes.Comparisons > 0
            ? Maximise(outcomes, 1 / (deviation * deviation))
            : throw new ArgumentException("Holds no comparison; at least one is needed.", nameof(outcomes));
    }

    private static void DemandConnected(PairwiseOutcomes outcomes)
    {
        Demand(outcomes, (one, other) => outcomes.Points(one, other) > 0, "never beat or tied");
        Demand(outcomes, (one, other) => outcomes.Points(other, one) > 0, "never lost to or tied");
    }

    private static void Demand(PairwiseOutcomes outcomes, Func<int, int, bool> leads, string failing)
    {
        var reached = new bool[outcomes.Items.Count];
        var next = new Stack<int>([0]);
        reached[0] = true;
        while (next.TryPop(out var one))
        {
            for (var other = 0; other < reached.Length; other++)
            {
                if (!reached[other] && leads(one, other))
                {
                    reached[other] = true;
                    next.Push(other);
                }
            }
        }

        if (reached.Contains(false))
        {
            var inside = outcomes.Items.Where((_, place) => reached[place]);
            var outside = outcomes.Items.Where((_, place) => !reached[place]);
            throw new ArgumentException(
                $"Strengths are not finite: {Names(inside)} {failing} {Names(outside)}. Compare across the groups, leave one out, or fit with a prior.", nameof(outcomes));
        }
    }

    private static string Names(IEnumerable<string> items)
    {
        var names = items.Select(item => $"'{item}'").ToArray();
        return names.Length <= 10 ? string.Join(", ", names) : $"{string.Join(", ", names[..10])} and {names.Length - 10} more";
    }

    private static BradleyTerryFit Maximise(PairwiseOutcomes outcomes, double precision)
    {
        var strengths = new double[outcomes.Items.Count];
        var likelihood = Likelihood(outcomes, strengths, precision);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (gradient, information) = Slopes(outcomes, strengths, precision);
            var move = Covariance(information, precision).Select(row => Dot(row, gradient)).ToArray();
            var largest = move.Max(Math.Abs);
            var next = Moved(strengths, move, Math.Min(1, 5 / Math.Max(largest, double.Epsilon)));
            var reached = Likelihood(outcomes, next, precision);

            // Newton may overshoot far from the top; half the step always climbs in the end.
            for (var share = 0.5; reached < likelihood - (1e-12 * Math.Abs(likelihood)) && share > 1e-9; share /= 2)
            {
                next = Moved(strengths, move, share);
                reached = Likelihood(outcomes, next, precision);
            }

            var isFlat = largest < Converged || (reached <= likelihood && largest < NearlyConverged);
            (strengths, likelihood) = (next, reached);
            if (isFlat)
            {
                return new BradleyTerryFit(outcomes, strengths, Covariance(Slopes(outcomes, strengths, precision).Information, precision), precision > 0);
            }
        }

        throw new InvalidOperationException($"The strengths did not settle in {MaxSteps} steps; fit with a prior.");
    }

    private static double[] Moved(double[] strengths, double[] move, double share) => [.. strengths.Select((strength, place) => strength + (share * move[place]))];

    private static double Likelihood(PairwiseOutcomes outcomes, double[] strengths, double precision)
    {
        var sum = default(CompensatedSum);
        for (var one = 0; one < strengths.Length; one++)
        {
            sum.Add(-0.5 * precision * strengths[one] * strengths[one]);
            for (var other = 0; other < strengths.Length; other++)
            {
                if (outcomes.Points(one, other) is > 0 and var points)
                {
                    sum.Add(-points * Softplus(strengths[other] - strengths[one]));
                }
            }
        }

        return sum.Value;
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Precise.LogOnePlus(Math.Exp(-Math.Abs(x)));

    private static (double[] Gradient, double[][] Information) Slopes(PairwiseOutcomes outcomes, double[] strengths, double precision)
    {
        var size = strengths.Length;
        var gradient = new double[size];
        var information = Enumerable.Range(0, size).Select(_ => new double[size]).ToArray();
        for (var one = 0; one < size; one++)
        {
            gradient[one] -= precision * strengths[one];
            information[one][one] += precision;
            for (var other = 0; other < one; other++)
            {
                var games = outcomes.Games(one, other);
                var chance = 1 / (1 + Math.Exp(strengths[other] - strengths[one]));
                var surprise = outcomes.Points(one, other) - (games * chance);
                var weight = games * chance * (1 - chance);
                gradient[one] += surprise;
                gradient[other] -= surprise;
                information[one][one] += weight;
                information[other][other] += weight;
                information[one][other] -= weight;
                information[other][one] -= weight;
            }
        }

        return (gradient, information);
    }

    // Only differences are compared: without a prior the information has the direction of all ones as its null space. Filling that direction makes it invertible, and
    // taking it out of the inverse leaves the covariance of strengths about their mean.
    private static double[][] Covariance(double[][] information, double precision)
    {
        var fill = precision > 0 ? 0 : information.Max(row => row.Max()) / information.Length;
        var inverse = Cholesky.Inverse([.. information.Select(row => row.Select(value => value + fill).ToArray())]);
        var taken = 1 / ((precision + (fill * information.Length)) * information.Length);
        return [.. inverse.Select(row => row.Select(value => value - taken).ToArray())];
    }

    private static double Dot(double[] row, double[] column)
    {
        var sum = 0.0;
        for (var place = 0; place < row.Length; place++)
        {
            sum += row[place] * column[place];
        }

        return sum;
    }
}

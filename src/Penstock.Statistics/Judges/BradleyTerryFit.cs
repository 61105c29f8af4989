using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Judges;

/// <summary>Fitted strengths with their covariance, and what follows from them. Strengths are on the scale of log odds, their mean is 0.</summary>
public sealed class BradleyTerryFit
{
    /// <summary>The method that a fit without a prior names.</summary>
    public const string Method = "Bradley-Terry (maximum likelihood, Fisher information)";

    /// <summary>The method that a fit with a prior names.</summary>
    public const string PriorMethod = "Bradley-Terry (normal prior, Laplace approximation)";

    private const double EloPerLogOdds = 400 / 2.302585092994045684;

    private readonly PairwiseOutcomes _outcomes;
    private readonly double[] _strengths;
    private readonly double[][] _covariance;
    private readonly string _method;
    private readonly long _comparisons;

    internal BradleyTerryFit(PairwiseOutcomes outcomes, double[] strengths, double[][] covariance, bool hasPrior)
    {
        _outcomes = outcomes;
        _covariance = covariance;
        _method = hasPrior ? PriorMethod : Method;
        _comparisons = outcomes.Comparisons;
        var mean = strengths.Average();
        _strengths = [.. strengths.Select(strength => strength - mean)];
    }

    /// <summary>The names, in the order of the outcomes.</summary>
    public IReadOnlyList<string> Items => _outcomes.Items;

    /// <summary>The strength of one item relative to the mean of all, in log odds.</summary>
    /// <param name="item">Its name.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>The count is the number of comparisons among all items. Intervals of two items may overlap although they differ clearly: compare by <see cref="Difference"/>.</returns>
    /// <exception cref="ArgumentException">The name is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Estimate Strength(string item, double level = 0.95)
    {
        var place = _outcomes.Place(item, nameof(item));
        return Normal(_strengths[place], _covariance[place][place], level);
    }

    /// <summary>The strength of the first item minus that of the second, in log odds: above 0 with its whole interval, the first is preferred.</summary>
    /// <param name="first">The name of one item.</param>
    /// <param name="second">The name of the other.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A name is unknown, or both are the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Estimate Difference(string first, string second, double level = 0.95)
    {
        var (one, other) = (_outcomes.Place(first, nameof(first)), _outcomes.Place(second, nameof(second)));
        if (one == other)
        {
            throw new ArgumentException($"'{first}' does not differ from itself.", nameof(second));
        }

        var variance = _covariance[one][one] + _covariance[other][other] - (2 * _covariance[one][other]);
        return Normal(_strengths[one] - _strengths[other], variance, level);
    }

    /// <summary>The chance that the first item is preferred to the second, a tie counting half.</summary>
    /// <param name="first">The name of one item.</param>
    /// <param name="second">The name of the other.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>0 to 1; the interval is that of <see cref="Difference"/>, carried over, so it stays within 0 … 1.</returns>
    /// <exception cref="ArgumentException">A name is unknown, or both are the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Estimate WinProbability(string first, string second, double level = 0.95)
    {
        var difference = Difference(first, second, level);
        var chance = Logistic(difference.Value);
        return difference with
        {
            Value = chance,
            Interval = new Interval(Logistic(difference.Lower), Logistic(difference.Upper)),
            StandardError = difference.StandardError * chance * (1 - chance),
        };
    }

    /// <summary>The strength on the Elo scale, where 400 points are odds of ten to one.</summary>
    /// <param name="item">Its name.</param>
    /// <param name="centre">The rating of the mean strength, finite.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <remarks>Elo (1978), The Rating of Chessplayers: 400 / ln 10 points per unit of log odds.</remarks>
    /// <exception cref="ArgumentException">The name is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The centre is not finite, or the level is not between 0 and 1.</exception>
    public Estimate Elo(string item, double centre = 1000, double level = 0.95)
    {
        Check.Finite(centre);
        var strength = Strength(item, level);
        return strength with
        {
            Value = centre + (EloPerLogOdds * strength.Value),
            Interval = new Interval(centre + (EloPerLogOdds * strength.Lower), centre + (EloPerLogOdds * strength.Upper)),
            StandardError = EloPerLogOdds * strength.StandardError,
        };
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private Estimate Normal(double value, double variance, double level)
    {
        Check.Level(level);
        var error = Math.Sqrt(Math.Max(0, variance));
        var reach = Distributions.NormalCritical(level) * error;
        return new Estimate(value, new Interval(value - reach, value + reach), level, _comparisons, _method) { StandardError = error };
    }
}

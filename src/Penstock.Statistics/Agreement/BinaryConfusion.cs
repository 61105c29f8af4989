using Penstock.Statistics.Intervals;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Agreement;

/// <summary>The four counts of a yes/no judge against the truth, and the rates that follow from them.</summary>
/// <remarks>
/// A rate whose denominator is 0 is null: without a single positive there is no sensitivity, and neither 0 nor 1 would be true. Rates assume that the items are a random
/// sample; precision, accuracy and F1 also change with the share of positives, so do not carry them from a balanced calibration set to production:
/// carry sensitivity and specificity. With rare positives look at the Matthews correlation or balanced accuracy, not at accuracy.
/// </remarks>
public readonly record struct BinaryConfusion
{
    /// <summary>Keeps the four counts.</summary>
    /// <param name="truePositives">Positive by the truth and by the judge.</param>
    /// <param name="falsePositives">Negative by the truth, positive by the judge.</param>
    /// <param name="falseNegatives">Positive by the truth, negative by the judge.</param>
    /// <param name="trueNegatives">Negative by the truth and by the judge.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public BinaryConfusion(long truePositives, long falsePositives, long falseNegatives, long trueNegatives)
    {
        Check.Count(truePositives, 0);
        Check.Count(falsePositives, 0);
        Check.Count(falseNegatives, 0);
        Check.Count(trueNegatives, 0);
        TruePositives = truePositives;
        FalsePositives = falsePositives;
        FalseNegatives = falseNegatives;
        TrueNegatives = trueNegatives;
    }

    /// <summary>Positive by the truth and by the judge.</summary>
    public long TruePositives { get; }

    /// <summary>Negative by the truth, positive by the judge.</summary>
    public long FalsePositives { get; }

    /// <summary>Positive by the truth, negative by the judge.</summary>
    public long FalseNegatives { get; }

    /// <summary>Negative by the truth and by the judge.</summary>
    public long TrueNegatives { get; }

    /// <summary>All positives by the truth.</summary>
    public long Positives => TruePositives + FalseNegatives;

    /// <summary>All negatives by the truth.</summary>
    public long Negatives => TrueNegatives + FalsePositives;

    /// <summary>All items.</summary>
    public long Total => Positives + Negatives;

    /// <summary>Right verdicts among all, 0 to 1.</summary>
    public double? Accuracy => Share(TruePositives + TrueNegatives, Total);

    /// <summary>Found positives among all positives (recall), 0 to 1.</summary>
    public double? Sensitivity => Share(TruePositives, Positives);

    /// <summary>Recognised negatives among all negatives, 0 to 1.</summary>
    public double? Specificity => Share(TrueNegatives, Negatives);

    /// <summary>True positives among everything called positive, 0 to 1.</summary>
    public double? Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>Harmonic mean of precision and sensitivity, 2TP/(2TP + FP + FN), 0 to 1. Null only when nothing is positive by either.</summary>
    public double? F1 => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Mean of sensitivity and specificity: 0.5 for a judge that guesses, however rare positives are.</summary>
    public double? BalancedAccuracy => (Sensitivity + Specificity) / 2;

    /// <summary>Correlation of verdict and truth, −1 to 1, 0 for a judge that guesses (Matthews 1975). Null when the truth or the judge never varies.</summary>
    public double? MatthewsCorrelation
    {
        get
        {
            double called = TruePositives + FalsePositives;
            double passed = TrueNegatives + FalseNegatives;
            var scale = Math.Sqrt(called) * Math.Sqrt(passed) * Math.Sqrt(Positives) * Math.Sqrt(Negatives);
            if (scale == 0)
            {
                return null;
            }

            var correlation = (((double)TruePositives * TrueNegatives) - ((double)FalsePositives * FalseNegatives)) / scale;
            return Math.Clamp(correlation, -1, 1);
        }
    }

    /// <summary>One rate with its Wilson interval (1927, JASA 22:209).</summary>
    /// <param name="rate">Which rate.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <exception cref="InvalidOperationException">The denominator of the rate is 0: there is nothing to estimate it from.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or the rate is none.</exception>
    public Estimate Estimate(ConfusionRate rate, double level = 0.95)
    {
        var (successes, trials) = rate switch
        {
            ConfusionRate.Accuracy => (TruePositives + TrueNegatives, Total),
            ConfusionRate.Sensitivity => (TruePositives, Positives),
            ConfusionRate.Specificity => (TrueNegatives, Negatives),
            ConfusionRate.Precision => (TruePositives, TruePositives + FalsePositives),
            _ => throw new ArgumentOutOfRangeException(nameof(rate), rate, "Must be one of the named rates."),
        };
        return trials > 0
            ? Proportions.Wilson(successes, trials, level)
            : throw new InvalidOperationException($"No item counts towards {rate}; label some first.");
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}

using Penstock.Statistics.Agreement;
using Penstock.Statistics.Intervals;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Judges;

/// <summary>What human labels say of a pass/fail judge: how many good answers it passes, and how many bad ones it fails.</summary>
/// <remarks>Good and bad items may be sampled separately, in any ratio: only the rates within each are used. The labels are taken as the truth.</remarks>
public readonly record struct JudgeCalibration
{
    /// <summary>Keeps the four counts.</summary>
    /// <param name="truePasses">Good by the human and passed by the judge.</param>
    /// <param name="good">Good by the human, at least 1.</param>
    /// <param name="trueFails">Bad by the human and failed by the judge.</param>
    /// <param name="bad">Bad by the human, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No good or no bad item was labelled, or a part is larger than its whole.</exception>
    public JudgeCalibration(long truePasses, long good, long trueFails, long bad)
    {
        Check.Count(good, 1);
        Check.Count(bad, 1);
        if (truePasses < 0 || truePasses > good)
        {
            throw new ArgumentOutOfRangeException(nameof(truePasses), truePasses, $"Must be from 0 to the number of good items, {good}.");
        }

        if (trueFails < 0 || trueFails > bad)
        {
            throw new ArgumentOutOfRangeException(nameof(trueFails), trueFails, $"Must be from 0 to the number of bad items, {bad}.");
        }

        TruePasses = truePasses;
        Good = good;
        TrueFails = trueFails;
        Bad = bad;
    }

    /// <summary>Good by the human and passed by the judge.</summary>
    public long TruePasses { get; }

    /// <summary>Good by the human.</summary>
    public long Good { get; }

    /// <summary>Bad by the human and failed by the judge.</summary>
    public long TrueFails { get; }

    /// <summary>Bad by the human.</summary>
    public long Bad { get; }

    /// <summary>The share of good items that the judge passes.</summary>
    public double Sensitivity => Good == 0 ? 0 : (double)TruePasses / Good;

    /// <summary>The share of bad items that the judge fails.</summary>
    public double Specificity => Bad == 0 ? 0 : (double)TrueFails / Bad;

    /// <summary>The calibration that a binary confusion matrix of human (reference) and judge holds, with "good" as positive.</summary>
    /// <param name="confusion">The four counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no positive or no negative item.</exception>
    public static JudgeCalibration From(BinaryConfusion confusion) =>
        new(confusion.TruePositives, confusion.Positives, confusion.TrueNegatives, confusion.Negatives);

    /// <summary>Sensitivity + specificity − 1 (Youden's J): 0 for a judge that guesses, 1 for one that never errs.</summary>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>
    /// −1 to 1, with Newcombe's hybrid of two Wilson intervals (1998, Statistics in Medicine 17:873, method 10). Above 0 with its whole interval, the judge is better than chance.
    /// The count is the number of labelled items.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or the calibration is empty.</exception>
    public Estimate Informedness(double level = 0.95)
    {
        var pass = Proportions.Wilson(TruePasses, Good, level);
        var falsePass = Proportions.Wilson(Bad - TrueFails, Bad, level);
        var value = pass.Value - falsePass.Value;
        var lower = value - double.Hypot(pass.Value - pass.Lower, falsePass.Upper - falsePass.Value);
        var upper = value + double.Hypot(pass.Upper - pass.Value, falsePass.Value - falsePass.Lower);
        return new Estimate(value, new Interval(Math.Max(-1, lower), Math.Min(1, upper)), level, Good + Bad, "Youden's J (Newcombe hybrid score interval)");
    }
}

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Judges;

/// <summary>The true pass rate behind a pass/fail judge that errs: (judged rate + specificity − 1) / (sensitivity + specificity − 1).</summary>
/// <remarks>
/// Rogan and Gladen (1978), American Journal of Epidemiology 107:71, for the estimate and its variance; Lang and Reiczigel (2014), Preventive Veterinary Medicine 113:13, for limits
/// that hold with small samples and rates near 0 or 1; applied to judges by Lee et al. (2025), arXiv 2511.21140.
/// Assumes that judged items are independent, that the calibration items are not among them, and that the judge errs on them as in the calibration: any change of model,
/// prompt or parsing voids it, and so does traffic of another difficulty. Do not use it when the labelled items are a random part of the judged ones and the judge's
/// score is all you have: <see cref="PredictionPowered"/> is then mostly shorter and needs no constant error rates. Time O(1).
/// </remarks>
public static class RoganGladen
{
    /// <summary>The method that <see cref="Correct"/> names.</summary>
    public const string Method = "Rogan-Gladen estimate (Lang-Reiczigel interval)";

    /// <summary>The method that <see cref="CorrectWald"/> names.</summary>
    public const string WaldMethod = "Rogan-Gladen estimate (Wald interval)";

    /// <summary>The corrected rate with the adjusted limits of Lang and Reiczigel: the one to use.</summary>
    /// <param name="passed">How many items the judge passed.</param>
    /// <param name="judged">How many items it judged, at least 1. Leave out unparsable verdicts and report them.</param>
    /// <param name="calibration">The judge against human labels.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>The rate, clipped to 0 … 1 and saying so; its standard error is the unadjusted one. The interval always holds the estimate.</returns>
    /// <exception cref="ArgumentException">Sensitivity + specificity is at most 1: the judge is no better than chance and no correction exists.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Nothing was judged, more passed than judged, or the level is not between 0 and 1.</exception>
    public static CorrectedRate Correct(long passed, long judged, JudgeCalibration calibration, double level = 0.95)
    {
        Demand(passed, judged, calibration, level);
        var z = Distributions.NormalCritical(level);
        var square = z * z;
        var rate = new Share((passed + (square / 2)) / (judged + square), judged + square);
        var sensitivity = new Share((calibration.TruePasses + 1.0) / (calibration.Good + 2), calibration.Good + 2);
        var specificity = new Share((calibration.TrueFails + 1.0) / (calibration.Bad + 2), calibration.Bad + 2);
        if (sensitivity.Value + specificity.Value <= 1)
        {
            return Result(passed, judged, calibration, new Interval(0, 1), level, Method);
        }

        var centre = Formula(rate.Value, sensitivity.Value, specificity.Value);
        var shift = 2 * square * ((centre * sensitivity.Variance) - ((1 - centre) * specificity.Variance));
        var reach = z * Error(rate, sensitivity, specificity, centre);
        return Result(passed, judged, calibration, new Interval(centre + shift - reach, centre + shift + reach), level, Method);
    }

    /// <summary>The corrected rate with the plain normal limits of Rogan and Gladen, for comparison with published figures.</summary>
    /// <param name="passed">How many items the judge passed.</param>
    /// <param name="judged">How many items it judged, at least 1.</param>
    /// <param name="calibration">The judge against human labels.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>As <see cref="Correct"/>. Too short with fewer than some hundred labels per side or rates near 0 or 1; without any error seen its calibration part is 0.</returns>
    /// <exception cref="ArgumentException">Sensitivity + specificity is at most 1: the judge is no better than chance and no correction exists.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Nothing was judged, more passed than judged, or the level is not between 0 and 1.</exception>
    public static CorrectedRate CorrectWald(long passed, long judged, JudgeCalibration calibration, double level = 0.95)
    {
        Demand(passed, judged, calibration, level);
        var value = Formula((double)passed / judged, calibration.Sensitivity, calibration.Specificity);
        var reach = Distributions.NormalCritical(level) * PlainError(passed, judged, calibration);
        return Result(passed, judged, calibration, new Interval(value - reach, value + reach), level, WaldMethod);
    }

    private static void Demand(long passed, long judged, JudgeCalibration calibration, double level)
    {
        Check.Level(level);
        Check.Count(judged, 1);
        if (passed < 0 || passed > judged)
        {
            throw new ArgumentOutOfRangeException(nameof(passed), passed, $"Must be from 0 to the number of judged items, {judged}.");
        }

        if (calibration.Sensitivity + calibration.Specificity <= 1)
        {
            throw new ArgumentException(
                $"Sensitivity {calibration.Sensitivity:0.###} and specificity {calibration.Specificity:0.###} sum to at most 1: the judge is no better than chance, so its verdicts hold no information on the true rate.",
                nameof(calibration));
        }
    }

    private static CorrectedRate Result(long passed, long judged, JudgeCalibration calibration, Interval interval, double level, string method)
    {
        var unclipped = Formula((double)passed / judged, calibration.Sensitivity, calibration.Specificity);
        var value = Math.Clamp(unclipped, 0, 1);
        var lower = Math.Min(value, Math.Clamp(interval.Lower, 0, 1));
        var upper = Math.Max(value, Math.Clamp(interval.Upper, 0, 1));
        var estimate = new Estimate(value, new Interval(lower, upper), level, judged, method) { StandardError = PlainError(passed, judged, calibration) };
        return new CorrectedRate(estimate, unclipped, calibration.Informedness(level));
    }

    private static double PlainError(long passed, long judged, JudgeCalibration calibration)
    {
        var rate = new Share((double)passed / judged, judged);
        var sensitivity = new Share(calibration.Sensitivity, calibration.Good);
        var specificity = new Share(calibration.Specificity, calibration.Bad);
        return Error(rate, sensitivity, specificity, Formula(rate.Value, sensitivity.Value, specificity.Value));
    }

    private static double Formula(double rate, double sensitivity, double specificity) => (rate + specificity - 1) / (sensitivity + specificity - 1);

    private static double Error(Share rate, Share sensitivity, Share specificity, double truth) =>
        Math.Sqrt(rate.Variance + (truth * truth * sensitivity.Variance) + ((1 - truth) * (1 - truth) * specificity.Variance))
        / (sensitivity.Value + specificity.Value - 1);

    private readonly record struct Share(double Value, double Trials)
    {
        public double Variance => Value * (1 - Value) / Trials;
    }
}

using Penstock.Statistics.Judges;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Judges;

/// <summary>
/// A published simulation: of 4,000 answers the judge passes 0.838, the truth is 0.714, and with 600 labelled the corrected rate is 0.715 [0.684, 0.746]. How often the
/// judge errs was not published; a sensitivity of 0.97 and a specificity of 0.49 give that judged rate and, by PPI++, an interval of that length.
/// </summary>
public sealed class PublishedSimulationTests
{
    private const double Truth = 0.714;
    private const double Sensitivity = 0.97;
    private const double Specificity = 0.49;

    [Fact]
    public void Six_hundred_labels_among_four_thousand_correct_the_judge_as_published()
    {
        // 429 of the labelled are good; the judge passes 416 of them and 87 of the 171 bad ones, and 2,849 of those without a label.
        double[] labels = [.. Repeated(1, 429), .. Repeated(0, 171)];
        double[] judged = [.. Repeated(1, 416), .. Repeated(0, 13), .. Repeated(1, 87), .. Repeated(0, 84)];
        double[] others = [.. Repeated(1, 2849), .. Repeated(0, 551)];

        var corrected = PredictionPowered.Mean(labels, judged, others);

        Assert.Equal(0.838, (judged.Sum() + others.Sum()) / 4000, 3);
        Assert.Equal(0.715, corrected.Estimate.Value, 3);
        Assert.Equal(0.684, corrected.Estimate.Lower, 3);
        Assert.Equal(0.746, corrected.Estimate.Upper, 3);
        Assert.True(corrected.LabelsWorth > 750);
    }

    [Fact]
    public void Such_a_judge_passes_too_many_on_average_and_the_correction_does_not()
    {
        var (naive, corrected, formula) = (0.0, 0.0, 0.0);
        for (var run = 0; run < 400; run++)
        {
            var stream = RandomStream.Numbered(58, run);
            var items = Enumerable.Range(0, 4000).Select(_ => Item(stream)).ToArray();
            var labelled = items.AsSpan(0, 600).ToArray();

            naive += items.Average(item => item.Judge) / 400;
            corrected += PredictionPowered.Mean(
                [.. labelled.Select(item => item.Human)], [.. labelled.Select(item => item.Judge)], [.. items.Skip(600).Select(item => item.Judge)]).Estimate.Value / 400;
            formula += RoganGladen.Correct((long)items.Skip(600).Sum(item => item.Judge), 3400, Calibration(labelled)).Unclipped / 400;
        }

        // Standard errors of the three averages: 0.0003, 0.0008 and 0.0019.
        Assert.InRange(naive, 0.838 - 0.002, 0.838 + 0.002);
        Assert.InRange(corrected, Truth - 0.003, Truth + 0.003);
        Assert.InRange(formula, Truth - 0.008, Truth + 0.008);
    }

    private static (double Human, double Judge) Item(RandomStream stream)
    {
        var isGood = stream.NextDouble() < Truth;
        var passes = stream.NextDouble() < (isGood ? Sensitivity : 1 - Specificity);
        return (isGood ? 1 : 0, passes ? 1 : 0);
    }

    private static JudgeCalibration Calibration((double Human, double Judge)[] items) => new(
        items.Count(item => item is { Human: 1, Judge: 1 }),
        items.Count(item => item.Human == 1),
        items.Count(item => item is { Human: 0, Judge: 0 }),
        items.Count(item => item.Human == 0));

    private static IEnumerable<double> Repeated(double value, int count) => Enumerable.Repeat(value, count);
}

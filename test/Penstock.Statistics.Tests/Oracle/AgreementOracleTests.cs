using System.Globalization;
using System.Text.Json;
using Penstock.Statistics.Agreement;
using Penstock.Statistics.Judges;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Oracle;

public sealed class AgreementOracleTests
{
    private static readonly string[] Annotators = ["annotator1", "annotator2", "annotator3"];

    [Fact]
    public void Krippendorffs_own_example_comes_out_on_every_scale()
    {
        var golden = SharedData.Golden("krippendorff_canonical");
        var coders = golden.RowsWithGaps("data");
        var table = RatingTable.FromUnits([.. Enumerable.Range(0, coders[0].Length).Select(unit => coders.Select(coder => coder[unit]).ToArray())]);

        Near.Equal(golden.Number("nominal"), KrippendorffAlpha.Value(table, MeasurementScale.Nominal));
        Near.Equal(golden.Number("ordinal"), KrippendorffAlpha.Value(table, MeasurementScale.Ordinal));
        Near.Equal(golden.Number("interval"), KrippendorffAlpha.Value(table, MeasurementScale.Interval));
        Near.Equal(golden.Number("ratio"), KrippendorffAlpha.Value(table, MeasurementScale.Ratio));
    }

    [Fact]
    public void The_humans_of_PandaLM_agree_as_published()
    {
        var golden = SharedData.Golden("pandalm");
        var table = Humans();

        Assert.Equal(golden.Count("n"), table.Units);
        foreach (var (one, other, published) in new[] { (0, 1, 0.85), (0, 2, 0.88), (1, 2, 0.86) })
        {
            var pair = $"{one + 1}-{other + 1}";
            var matrix = table.Between(one, other);
            Near.Equal(golden.GetProperty("cohen_kappa").Number(pair), CohenKappa.Of(matrix).Value);
            Near.Equal(golden.GetProperty("percent_agreement").Number(pair), matrix.Agreement().Value);
            Assert.Equal(published, CohenKappa.Of(matrix).Value, 2);
        }

        Near.Equal(golden.Number("fleiss_kappa"), FleissKappa.Of(table).Value);
        Near.Equal(golden.Number("krippendorff_alpha_nominal"), KrippendorffAlpha.Value(table, MeasurementScale.Nominal));
    }

    [Fact]
    public void The_majority_of_the_humans_is_as_published()
    {
        var golden = SharedData.Golden("pandalm");
        var table = Humans();
        var majority = Majority(table);

        Assert.Equal(golden.Count("unanimous"), Enumerable.Range(0, table.Units).Count(unit => Enumerable.Range(0, 3).All(coder => table.Rating(unit, coder) == table.Rating(unit, 0))));
        Assert.Equal(golden.Count("no_majority"), majority.Count(one => one < 0));
        foreach (var label in golden.GetProperty("majority_counts").EnumerateObject())
        {
            Assert.Equal(label.Value.GetInt32(), majority.Count(one => one == int.Parse(label.Name, CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("judge_gpt35", "gpt-3.5-turbo-testset-v1.json", "gpt_result")]
    [InlineData("judge_pandalm7b", "pandalm-7b-testset-v1.json", "pandalm_result")]
    public void Each_judge_of_PandaLM_is_as_good_as_published(string key, string file, string field)
    {
        var golden = SharedData.Golden("pandalm").GetProperty(key);
        var majority = Majority(Humans());
        var verdicts = Rows(file).Select(row => Verdict(row.GetProperty(field))).ToArray();
        var parsed = Enumerable.Range(0, verdicts.Length).Where(item => verdicts[item] is not null).ToArray();

        var matrix = ConfusionMatrix.Of([.. parsed.Select(item => majority[item])], [.. parsed.Select(item => verdicts[item] ?? -1)]);

        Assert.Equal(golden.Count("unparsed"), verdicts.Length - parsed.Length);
        Assert.Equal(golden.Count("n_used"), matrix.Total);
        Near.Equal(golden.Number("accuracy"), matrix.Agreement().Value);
        Near.Equal(golden.Number("cohen_kappa"), CohenKappa.Of(matrix).Value);
        foreach (var cell in golden.GetProperty("confusion").EnumerateObject())
        {
            Assert.Equal(cell.Value.GetInt64(), matrix.Count(cell.Name[5] - '0', cell.Name[^1] - '0'));
        }

        Binary(golden.GetProperty("binary_resp1"), matrix.OneAgainstRest(1));
    }

    private static void Binary(JsonElement golden, BinaryConfusion binary)
    {
        var calibration = JudgeCalibration.From(binary);
        var judged = binary.TruePositives + binary.FalsePositives;

        var corrected = RoganGladen.Correct(judged, binary.Total, calibration);

        Near.Equal(golden.Number("sensitivity"), calibration.Sensitivity);
        Near.Equal(golden.Number("specificity"), calibration.Specificity);
        Near.Equal(golden.Number("sensitivity"), binary.Sensitivity ?? 0);
        Near.Equal(golden.Number("specificity"), binary.Specificity ?? 0);
        Near.Equal(golden.Number("judge_rate"), (double)judged / binary.Total);
        Near.Equal(golden.Number("true_rate"), (double)binary.Positives / binary.Total);
        Near.Equal(golden.Number("rogan_gladen_full_calibration"), corrected.Estimate.Value);
        Assert.True(corrected.IsJudgeBetterThanChance);
    }

    private static RatingTable Humans() => RatingTable.FromUnits(
        [.. Rows("testset-v1.json").Select(row => Annotators.Select(name => (double?)row.GetProperty(name).GetDouble()).ToArray())]);

    private static int[] Majority(RatingTable table) =>
        [.. Enumerable.Range(0, table.Units).Select(unit => Enumerable.Range(0, 3).GroupBy(coder => table.Rating(unit, coder)).Where(group => group.Count() > 1).Select(group => (int?)group.Key ?? -1).FirstOrDefault(-1))];

    private static int? Verdict(JsonElement verdict) => verdict.ToString() switch
    {
        "0" or "Tie" => 0,
        "1" => 1,
        "2" => 2,
        _ => null,
    };

    private static JsonElement[] Rows(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.File($"pandalm/{file}")));
        return [.. document.RootElement.EnumerateArray().Select(row => row.Clone())];
    }
}

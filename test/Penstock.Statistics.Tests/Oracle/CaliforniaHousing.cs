using System.Globalization;

namespace Penstock.Statistics.Tests.Oracle;

/// <summary>The housing set of NannyML: reference and analysis rows in their order, with the truth of both.</summary>
internal sealed record CaliforniaHousing(Dictionary<string, double[]> Reference, Dictionary<string, double[]> Analysis, bool[] ReferenceTruth, bool[] AnalysisTruth)
{
    public static CaliforniaHousing Read()
    {
        var reference = Columns("reference");
        var analysis = Columns("analysis");
        var truth = Columns("analysis_gt");
        var byId = truth["id"].Zip(truth["clf_target"]).ToDictionary(pair => pair.First, pair => pair.Second == 1);
        return new CaliforniaHousing(
            reference, analysis, [.. reference["clf_target"].Select(one => one == 1)], [.. analysis["id"].Select(id => byId[id])]);
    }

    private static Dictionary<string, double[]> Columns(string part)
    {
        var lines = File.ReadAllLines(SharedData.File($"nannyml_california/california_housing_{part}.csv"));
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        return lines[0].Split(',').Index().Where(column => column.Item != "timestamp").ToDictionary(
            column => column.Item, column => rows.Select(row => double.Parse(row[column.Index], CultureInfo.InvariantCulture)).ToArray());
    }
}

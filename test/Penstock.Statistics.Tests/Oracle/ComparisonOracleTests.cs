using System.Globalization;
using System.Text.Json;
using Penstock.Statistics.Comparisons;
using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Comparisons.Ranks;
using Penstock.Statistics.Tests.Comparisons;

namespace Penstock.Statistics.Tests.Oracle;

public sealed class ComparisonOracleTests
{
    [Fact]
    public void Pairs_of_systems_on_gsm8k_compare_as_published()
    {
        foreach (var pair in SharedData.Golden("gsm8k").GetProperty("pairs").EnumerateArray())
        {
            Compare(pair, TableOf(pair.GetProperty("table")));
        }
    }

    // 6B with verification against 175B fine-tuned: 515 and 458 of 1,319.
    [Fact]
    public void The_published_figures_of_gsm8k_come_out()
    {
        var table = new PairedTable(306, 152, 209, 652);
        var (baseline, candidate) = Scores(table);

        var paired = PairedMeans.Difference(baseline, candidate);

        Assert.Equal(0.0432, paired.Difference.Value, 4);
        Assert.Equal(0.0144, paired.StandardError, 4);
        Assert.Equal(0.0188, paired.UnpairedStandardError, 4);
        Assert.Equal(0.415, paired.Correlation!.Value, 3);
        Assert.Equal(0.00315, McNemar.Exact(table).PValue, 5);
    }

    [Fact]
    public void The_answers_of_gsm8k_themselves_give_the_same_tables_and_numbers()
    {
        var golden = SharedData.Golden("gsm8k");
        var answers = File.ReadLines(SharedData.File("gsm8k/example_model_solutions.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        foreach (var pair in golden.GetProperty("pairs").EnumerateArray())
        {
            var baseline = Answers(answers, pair.GetProperty("a").GetString()!);
            var candidate = Answers(answers, pair.GetProperty("b").GetString()!);

            var table = PairedTable.Of(baseline, candidate);

            Assert.Equal(TableOf(pair.GetProperty("table")), table);
            Compare(pair, table);
        }
    }

    [Fact]
    public void Clustered_means_and_correlations_of_topical_chat_come_out_of_its_file()
    {
        var golden = SharedData.Golden("topical_chat");
        var rows = File.ReadAllLines(SharedData.File("unieval_topical_chat/scores.csv"));
        var header = rows[0].Split(',');
        var cells = rows[1..].Select(row => row.Split(',')).ToArray();
        var contexts = cells.Select(row => row[Array.IndexOf(header, "context_id")]).ToArray();

        Assert.Equal(golden.GetProperty("n").GetInt32(), cells.Length);
        Assert.Equal(golden.GetProperty("clusters").GetInt32(), contexts.Distinct().Count());
        foreach (var metric in golden.GetProperty("metrics").EnumerateObject())
        {
            var human = Column(header, cells, $"human_{metric.Name}");
            var judge = Column(header, cells, $"pred_{metric.Name}");

            var mean = ClusterRobust.Mean<string>(human, contexts);

            Near.Equal(metric.Value.Number("mean"), mean.Estimate.Value);
            Near.Equal(metric.Value.Number("se_naive"), mean.NaiveStandardError);
            Near.Equal(metric.Value.Number("se_cluster_CR0"), mean.UncorrectedStandardError);
            Near.Equal(metric.Value.Number("se_cluster_C/(C-1)"), mean.StandardError);
            Near.Equal(metric.Value.Number("design_effect"), mean.DesignEffect!.Value);
            Assert.Equal(59, mean.Estimate.DegreesOfFreedom);
            Near.Equal(metric.Value.Number("pearson"), Correlation.Pearson(human, judge).Effect!.Value.Value);
            Near.Equal(metric.Value.Number("spearman"), Correlation.Spearman(human, judge).Effect!.Value.Value);
            Near.Equal(metric.Value.Number("kendall_tau_b"), Correlation.KendallTauB(human, judge).Effect!.Value.Value);
        }
    }

    [Fact]
    public void The_relative_lift_of_GrowthBook_comes_out()
    {
        var golden = SharedData.Golden("growthbook_welch_relative");

        var lift = RelativeLift.Delta(new SampleSummary(3407, 0.41, 3.9 * 3.9), new SampleSummary(3461, 0.7, 6.2 * 6.2));

        Near.Equal(golden.Number("est"), lift.Effect!.Value.Value);
        Near.Equal(golden.Number("stddev"), lift.Effect!.Value.StandardError!.Value);
        Near.Equal(golden.Number("df"), lift.DegreesOfFreedom!.Value);
        Near.Equal(golden.Numbers("ci")[0], lift.Effect!.Value.Lower);
        Near.Equal(golden.Numbers("ci")[1], lift.Effect!.Value.Upper);
        Near.EqualDigits(golden.Number("p"), lift.PValue);
        Assert.Equal(golden.GetProperty("published").Number("p"), lift.PValue, 5);
        Assert.Equal(golden.GetProperty("published").Number("sd"), lift.Effect!.Value.StandardError!.Value, 5);
        Assert.Equal(golden.GetProperty("published").Numbers("ci")[0], lift.Effect!.Value.Lower, 5);
        Assert.Equal(golden.GetProperty("published").Numbers("ci")[1], lift.Effect!.Value.Upper, 5);
    }

    [Theory]
    [InlineData("chi2_500_600", new long[] { 500, 600 }, new[] { 0.5, 0.5 })]
    [InlineData("chi2_5000_5200", new long[] { 5000, 5200 }, new[] { 0.5, 0.5 })]
    [InlineData("chi2_10000_10450_10000", new long[] { 10000, 10450, 10000 }, new[] { 1.0, 1, 1 })]
    [InlineData("chi2_9000_1100_at_90_10", new long[] { 9000, 1100 }, new[] { 0.9, 0.1 })]
    public void The_fixed_test_of_the_sample_ratio_comes_out(string key, long[] observed, double[] shares) =>
        Near.EqualDigits(SharedData.Golden("srm").Number(key), SampleRatio.FixedTest(observed, shares).PValue);

    private static void Compare(JsonElement golden, PairedTable table)
    {
        var (baseline, candidate) = Scores(table);
        var paired = PairedMeans.Difference(baseline, candidate);

        Near.Equal(golden.Number("mean_diff"), paired.Difference.Value);
        Near.Equal(golden.Number("se_paired"), paired.StandardError);
        Near.Equal(golden.Number("se_unpaired"), paired.UnpairedStandardError);
        Near.Equal(golden.Number("correlation"), paired.Correlation!.Value);
        Near.Equal(golden.Number("t"), paired.Test.Statistic);
        Near.EqualDigits(golden.Number("p_paired_t"), paired.Test.PValue);
        Near.EqualDigits(golden.Number("mcnemar_exact_p"), McNemar.Exact(table).PValue);
        Near.Equal(golden.Numbers("mcnemar_chi2_cc")[0], McNemar.ChiSquaredCorrected(table).Statistic);
        Near.EqualDigits(golden.Numbers("mcnemar_chi2_cc")[1], McNemar.ChiSquaredCorrected(table).PValue);
        Near.Equal(golden.Numbers("mcnemar_chi2")[0], McNemar.ChiSquared(table).Statistic);
        Near.EqualDigits(golden.Numbers("mcnemar_chi2")[1], McNemar.ChiSquared(table).PValue);
        Near.Equal(golden.Number("mean_diff"), McNemar.Exact(table).Effect!.Value.Value);
    }

    private static (double[] Baseline, double[] Candidate) Scores(PairedTable table)
    {
        (long Count, double Baseline, double Candidate)[] kinds =
            [(table.Both, 1, 1), (table.OnlyBaseline, 1, 0), (table.OnlyCandidate, 0, 1), (table.Neither, 0, 0)];
        var items = kinds.SelectMany(kind => Enumerable.Repeat(kind, (int)kind.Count)).ToArray();
        return ([.. items.Select(item => item.Baseline)], [.. items.Select(item => item.Candidate)]);
    }

    private static PairedTable TableOf(JsonElement table) => new(
        table.GetProperty("both").GetInt64(), table.GetProperty("a_only").GetInt64(), table.GetProperty("b_only").GetInt64(), table.GetProperty("neither").GetInt64());

    private static bool[] Answers(JsonElement[] answers, string system) =>
        [.. answers.Select(answer => answer.GetProperty(system).GetProperty("is_correct").GetBoolean())];

    private static double[] Column(string[] header, string[][] cells, string name) =>
        [.. cells.Select(row => double.Parse(row[Array.IndexOf(header, name)], CultureInfo.InvariantCulture))];
}

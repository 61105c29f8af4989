using System.Text.Json;
using Penstock.Statistics.Intervals;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Oracle;

public sealed class IntervalOracleTests
{
    private static readonly string[] Systems = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"];

    [Fact]
    public void The_solutions_of_every_system_give_its_accuracy_standard_errors_and_intervals()
    {
        var golden = SharedData.Golden("gsm8k");
        var outcomes = Outcomes(SharedData.File("gsm8k/example_model_solutions.jsonl"));

        Assert.Equal(golden.GetProperty("systems").EnumerateObject().Select(one => one.Name).Order(), Systems.Order());
        foreach (var system in Systems)
        {
            Holds(golden.GetProperty("systems").GetProperty(system), outcomes[system], golden.GetProperty("n").GetInt32());
        }
    }

    [Fact]
    public void Wilson_intervals_at_the_edges_and_of_published_counts()
    {
        foreach (var one in SharedData.Golden("wilson_edge").EnumerateObject())
        {
            var counts = one.Name.Split('/').Select(long.Parse).ToArray();

            var rate = Proportions.Wilson(counts[0], counts[1]);

            Equal(one.Value, rate);
        }
    }

    [Fact]
    public void The_rule_of_three_and_its_exact_form()
    {
        var golden = SharedData.Golden("power");

        Near.Equal(golden.Number("rule_of_three_n30"), Proportions.RuleOfThree(30).Upper);
        Near.Equal(golden.Number("rule_of_three_exact_n30"), Proportions.RuleOfThreeExact(30).Upper);
    }

    private static void Holds(JsonElement golden, double[] outcomes, int count)
    {
        var correct = (long)outcomes.Sum();
        var mean = Means.Student(outcomes);
        var wilson = Proportions.Wilson(correct, count);

        Assert.Equal(count, outcomes.Length);
        Assert.Equal(golden.GetProperty("correct").GetInt64(), correct);
        Near.Equal(golden.Number("accuracy"), wilson.Value);
        Near.Equal(golden.Number("accuracy"), mean.Value);
        Near.Equal(golden.Number("se_clt"), mean.StandardError!.Value);
        Near.Equal(golden.Number("se_bernoulli"), wilson.StandardError!.Value);
        Equal(golden.GetProperty("ci95_t"), mean);
        Equal(golden.GetProperty("ci95_wilson"), wilson);
        Equal(golden.GetProperty("ci95_clopper_pearson"), Proportions.ClopperPearson(correct, count));
        Equal(golden.GetProperty("ci95_agresti_coull"), Proportions.AgrestiCoull(correct, count));
    }

    private static void Equal(JsonElement interval, Estimate estimate)
    {
        Near.Equal(interval[0].GetDouble(), estimate.Lower);
        Near.Equal(interval[1].GetDouble(), estimate.Upper);
    }

    private static Dictionary<string, double[]> Outcomes(string file)
    {
        var lines = File.ReadAllLines(file).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        return Systems.ToDictionary(
            system => system,
            system => lines.Select(line => line.GetProperty(system).GetProperty("is_correct").GetBoolean() ? 1d : 0d).ToArray());
    }
}

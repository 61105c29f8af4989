using System.Text.Json;
using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Asymptotic;
using Penstock.Statistics.Sequential.Bounded;
using Penstock.Statistics.Sequential.Mixture;

namespace Penstock.Statistics.Tests.Worked;

public sealed class SequentialMeansExamples
{
    [Fact]
    public void A_canary_is_stopped_as_soon_as_its_cost_is_known_to_be_higher()
    {
        var requests = Requests();

        // docs: canary
        var comparison = new AsymptoticComparison(new() { TightestAt = 5_000 });
        foreach (var (isCandidate, cents) in requests)
        {
            if (isCandidate)
            {
                comparison.AddCandidate(cents);
            }
            else
            {
                comparison.AddBaseline(cents);
            }

            if (comparison.Count >= 600 && comparison.ReadLift().Lower > 0.02)
            {
                break; // dearer by more than 2 %, and we may say so although we looked after every request
            }
        }

        var lift = comparison.ReadLift();
        Assert.Equal(1_393, lift.Count);
        Assert.Equal(0.228, lift.Value, 3);
        Assert.Equal(0.022, lift.Lower, 3);
        Assert.Equal(0.433, lift.Upper, 3);
        // docs: end
    }

    [Fact]
    public void Turns_of_one_conversation_are_one_unit()
    {
        var conversations = Conversations();

        // docs: conversations
        var score = new AsymptoticMeanSequence(new() { TightestAt = 1_000 });
        foreach (var turns in conversations)
        {
            score.Add(turns.Sum(), turns.Length);
        }

        var mean = score.Read();
        Assert.Equal(1_000, mean.Count);
        Assert.Equal(0.695, mean.Value, 3);
        Assert.Equal(0.680, mean.Lower, 3);
        Assert.Equal(0.711, mean.Upper, 3);
        // docs: end
    }

    [Fact]
    public void A_controller_goes_on_after_a_restart()
    {
        // docs: restart
        var before = new AsymptoticMeanSequence(new() { FirstLook = 30 });
        for (var pair = 0; pair < 40; pair++)
        {
            before.Add(pair % 4 == 0 ? -1 : 1);
        }

        var json = JsonSerializer.Serialize(before.Save(), StatisticsJson.Default.AsymptoticMeanState);
        var after = AsymptoticMeanSequence.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.AsymptoticMeanState)!);

        Assert.Equal(before.Read(), after.Read());
        // docs: end
    }

    [Fact]
    public void Two_prompts_are_compared_item_by_item_until_the_p_value_is_small()
    {
        var pairs = Pairs();

        // docs: msprt
        var test = new MixtureSprtSequence(new() { MixingVariance = 0.05 * 0.05, FirstLook = 30 });
        foreach (var (oldScore, newScore) in pairs)
        {
            test.Add(newScore - oldScore);
            if (test.Read().PValue <= 0.05)
            {
                break;
            }
        }

        var result = test.Read();
        Assert.Equal(53, result.Count);
        Assert.Equal(0.040, result.PValue, 3);
        Assert.Equal(0.029, result.Effect!.Value.Value, 3);
        // docs: end
    }

    [Fact]
    public void A_judge_score_is_bounded_from_the_first_answer_on()
    {
        var scores = Conversations().SelectMany(turns => turns.Take(1)).ToArray();

        // docs: scores
        var sequence = new EmpiricalBernsteinSequence(new() { Low = 0, High = 1, Alternative = Alternative.Greater });
        foreach (var score in scores)
        {
            sequence.Add(score);
        }

        var mean = sequence.Read();
        Assert.Equal(0.700, mean.Value, 3);
        Assert.Equal(0.684, mean.Lower, 3);
        Assert.True(sequence.Test(0.65).PValue < 1e-6); // the mean is above 0.65
        // docs: end
    }

    private static IEnumerable<(bool IsCandidate, double Cents)> Requests()
    {
        var stream = new RandomStream(1);
        for (var request = 0; request < 20_000; request++)
        {
            var isCandidate = stream.NextDouble() < 0.25;
            yield return (isCandidate, (isCandidate ? 0.26 : 0.2) * Math.Exp(0.8 * stream.NextNormal()));
        }
    }

    private static IEnumerable<double[]> Conversations()
    {
        var stream = new RandomStream(2);
        for (var conversation = 0; conversation < 1_000; conversation++)
        {
            var topic = 0.5 + (0.5 * stream.NextDouble());
            yield return [.. Enumerable.Range(0, 1 + stream.NextBelow(6)).Select(_ => topic - (0.1 * stream.NextDouble()))];
        }
    }

    private static IEnumerable<(double Before, double After)> Pairs()
    {
        var stream = new RandomStream(3);
        for (var item = 0; item < 5_000; item++)
        {
            var difficulty = 0.4 + (0.4 * stream.NextDouble());
            yield return (difficulty + (0.2 * stream.NextDouble()), difficulty + 0.04 + (0.2 * stream.NextDouble()));
        }
    }
}

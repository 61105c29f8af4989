using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.OpenAi;

public sealed class ChatTests
{
    private const string Question = "Where does the river go?";

    [Fact]
    public async Task The_answer_to_a_prompt_is_the_same_today_and_in_every_version()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var answer = await fleet.ChatJsonAsync(Question, "\"max_tokens\":12,\"ignore_eos\":true");

        Assert.Equal(
            "Simulated answer: Year or joins pressure careful summer neighbour harvest season basin",
            (string?)answer["choices"]![0]!["message"]!["content"]);
    }

    [Fact]
    public async Task Two_fleets_give_the_same_answer_to_the_same_prompt_and_others_to_other_prompts()
    {
        await using var one = await RunningFleet.StartAsync();
        await using var other = await RunningFleet.StartAsync();

        var first = await one.ChatJsonAsync(Question);
        var second = await other.ChatJsonAsync(Question);
        var third = await other.ChatJsonAsync("Where does the road go?");

        Assert.Equal(Text(first), Text(second));
        Assert.NotEqual(Text(first), Text(third));
        Assert.Equal("stop", (string?)first["choices"]![0]!["finish_reason"]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(15, 2)]
    [InlineData(16, 64)]
    [InlineData(17, 3)]
    [InlineData(4000, 1500)]
    public async Task Prompt_and_answer_have_exactly_the_tokens_asked_for(int prompt, int answer)
    {
        await using var fleet = await RunningFleet.StartAsync();
        var text = string.Join(' ', Enumerable.Range(0, prompt).Select(word => $"w{word}"));

        var json = await fleet.ChatJsonAsync(text, $"\"max_tokens\":{answer},\"ignore_eos\":true");

        Assert.Equal(answer, Text(json).Split(' ').Length);
        Assert.Equal(prompt, (int?)json["usage"]!["prompt_tokens"]);
        Assert.Equal(answer, (int?)json["usage"]!["completion_tokens"]);
        Assert.Equal(prompt + answer, (int?)json["usage"]!["total_tokens"]);
        Assert.Equal("length", (string?)json["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public async Task Tokens_are_counted_over_every_part_of_the_conversation()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var answer = await fleet.PostAsync("/v1/chat/completions", """
            {"model":"m","tools":[{"type":"function","function":{"name":"f","parameters":{}}}],"tool_choice":"none","messages":[
              {"role":"system","content":"one\ntwo"},
              {"role":"user","content":[{"type":"text","text":" three \t four "},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
              {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]},
              {"role":"tool","tool_call_id":"a","content":"five"},
              {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}]}
            """);

        var json = await RunningFleet.ReadJsonAsync(answer);
        Assert.Equal(10 + 2 + 2 + 85 + 5 + 1 + 85, (int?)json["usage"]!["prompt_tokens"]);
    }

    [Fact]
    public async Task A_prompt_can_name_the_length_of_its_answer()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var json = await fleet.ChatJsonAsync("go answer-tokens:9", "\"max_tokens\":50");

        Assert.Equal(9, (int?)json["usage"]!["completion_tokens"]);
        Assert.Equal("stop", (string?)json["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public async Task A_stop_sequence_ends_the_answer_before_itself()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var json = await fleet.ChatJsonAsync(Question, "\"stop\":[\"nowhere\",\" answer:\"]");

        Assert.Equal("Simulated", Text(json));
        Assert.Equal("stop", (string?)json["choices"]![0]!["finish_reason"]);
        Assert.Equal(1, (int?)json["usage"]!["completion_tokens"]);
    }

    [Fact]
    public async Task Several_choices_differ_and_are_counted_together()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var json = await fleet.ChatJsonAsync(Question, "\"n\":3,\"max_tokens\":5,\"ignore_eos\":true");

        var texts = json["choices"]!.AsArray().Select(choice => (string?)choice!["message"]!["content"]).ToList();
        Assert.Equal(3, texts.Distinct().Count());
        Assert.Equal(15, (int?)json["usage"]!["completion_tokens"]);
    }

    [Theory]
    [InlineData("sim-reason", "", true)]
    [InlineData("sim-small", "\"reasoning_effort\":\"high\"", true)]
    [InlineData("sim-reason", "\"reasoning_effort\":\"none\"", false)]
    [InlineData("sim-small", "", false)]
    public async Task Reasoning_comes_with_the_model_or_the_effort(string model, string more, bool reasons)
    {
        await using var fleet = await RunningFleet.StartAsync();

        var json = await fleet.ChatJsonAsync(Question, more, model);

        var message = json["choices"]![0]!["message"]!;
        Assert.Equal(reasons, (string?)message["reasoning_content"] is { Length: > 0 });
        Assert.Equal(reasons, (int?)json["usage"]!["completion_tokens_details"]!["reasoning_tokens"] > 0);
    }

    [Fact]
    public async Task Every_answer_says_that_it_is_simulated()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.ChatAsync(Question);

        Assert.Equal("true", Assert.Single(answer.Headers.GetValues("x-penstock-simulated")));
        Assert.Contains("simulated", answer.Headers.Server.ToString(), StringComparison.Ordinal);
        Assert.Equal("simulated", (string?)(await RunningFleet.ReadJsonAsync(answer))["system_fingerprint"]);
    }

    private static string Text(System.Text.Json.Nodes.JsonNode json) => (string)json["choices"]![0]!["message"]!["content"]!;
}

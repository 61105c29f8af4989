using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Anthropic;

public sealed class MessagesTests
{
    private const string Tools = """
        "tools":[
          {"name":"get_weather","input_schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}},
          {"name":"get_time","input_schema":{"type":"object"}}]
        """;

    [Fact]
    public async Task Both_dialects_give_the_same_answer_to_the_same_prompt()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var message = await fleet.MessageJsonAsync("Where does the river go?");
        var chat = await fleet.ChatJsonAsync("Where does the river go?");

        Assert.Equal((string?)chat["choices"]![0]!["message"]!["content"], (string?)message["content"]![0]!["text"]);
        Assert.Equal("end_turn", (string?)message["stop_reason"]);
        Assert.Equal(5, (int?)message["usage"]!["input_tokens"]);
        Assert.Equal((int?)chat["usage"]!["completion_tokens"], (int?)message["usage"]!["output_tokens"]);
    }

    [Fact]
    public async Task The_limit_of_tokens_ends_the_answer()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var message = await fleet.MessageJsonAsync("Hello", "\"max_tokens\":4");

        Assert.Equal("max_tokens", (string?)message["stop_reason"]);
        Assert.Equal(4, (int?)message["usage"]!["output_tokens"]);
    }

    [Fact]
    public async Task A_stop_sequence_is_named()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var message = await fleet.MessageJsonAsync("Hello", "\"stop_sequences\":[\"answer\"]");

        Assert.Equal("stop_sequence", (string?)message["stop_reason"]);
        Assert.Equal("answer", (string?)message["stop_sequence"]);
        Assert.Equal("Simulated ", (string?)message["content"]![0]!["text"]);
    }

    [Fact]
    public async Task Tools_are_called_and_their_results_answered_with_text()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var calls = await fleet.MessageJsonAsync("Weather?", Tools);
        using var answer = await fleet.PostAsync(
            "/v1/messages",
            $$$"""
            {"model":"m","max_tokens":100,{{{Tools}}},"messages":[
              {"role":"user","content":"Weather?"},
              {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"get_weather","input":{"city":"x"}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"Rain"}]}]}]}
            """,
            ("anthropic-version", "2023-06-01"));
        var text = await RunningFleet.ReadJsonAsync(answer);

        Assert.Equal("tool_use", (string?)calls["stop_reason"]);
        Assert.Equal(["get_weather", "get_time"], calls["content"]!.AsArray().Select(block => (string?)block!["name"]));
        Assert.Equal("simulated", (string?)calls["content"]![0]!["input"]!["city"]);
        Assert.Equal("text", (string?)text["content"]![0]!["type"]);
        Assert.Equal(20 + 1 + 5 + 1, (int)text["usage"]!["input_tokens"]! + (int)text["usage"]!["cache_read_input_tokens"]!);
    }

    [Fact]
    public async Task Thinking_comes_first_and_is_signed()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var message = await fleet.MessageJsonAsync("Hello", "\"max_tokens\":3000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}");

        Assert.Equal(["thinking", "text"], message["content"]!.AsArray().Select(block => (string?)block!["type"]));
        Assert.NotEmpty((string)message["content"]![0]!["signature"]!);
    }

    [Fact]
    public async Task Marked_prompts_are_written_to_the_cache_once_and_read_afterwards()
    {
        await using var fleet = await RunningFleet.StartAsync();
        var system = string.Join(' ', Enumerable.Range(0, 40).Select(word => $"w{word}"));
        var more = $$$"""
            "max_tokens":10,"system":[{"type":"text","text":"{{{system}}}","cache_control":{"type":"ephemeral"}}]
            """;

        var first = (await fleet.MessageJsonAsync("one two", more))["usage"]!;
        var second = (await fleet.MessageJsonAsync("three four five", more))["usage"]!;

        Assert.Equal((10, 32, 0), ((int)first["input_tokens"]!, (int)first["cache_creation_input_tokens"]!, (int)first["cache_read_input_tokens"]!));
        Assert.Equal((11, 0, 32), ((int)second["input_tokens"]!, (int)second["cache_creation_input_tokens"]!, (int)second["cache_read_input_tokens"]!));
        Assert.Equal(32, fleet.Engine.Served.CacheWriteTokens);
        Assert.Equal(32, fleet.Engine.Served.CachedTokens);
    }

    [Fact]
    public async Task Images_and_documents_are_taken_by_url_and_data()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.PostAsync(
            "/v1/messages",
            """
            {"model":"m","max_tokens":5,"messages":[{"role":"user","content":[
              {"type":"image","source":{"type":"url","url":"https://example.com/a.png"}},
              {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}},
              {"type":"text","text":"What is this?"}]}]}
            """,
            ("anthropic-version", "2023-06-01"));

        Assert.Equal(85 + 85 + 3, (int?)(await RunningFleet.ReadJsonAsync(answer))["usage"]!["input_tokens"]);
    }

    [Fact]
    public async Task Tokens_can_be_counted_without_being_billed()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.PostAsync(
            "/v1/messages/count_tokens",
            """{"model":"m","system":"a b","messages":[{"role":"user","content":"c d e"}]}""",
            ("anthropic-version", "2023-06-01"));

        Assert.Equal(5, (int?)(await RunningFleet.ReadJsonAsync(answer))["input_tokens"]);
        Assert.Equal(0, fleet.Engine.Served.PromptTokens);
    }

    [Theory]
    [InlineData("""{"max_tokens":1,"messages":[{"role":"user","content":"x"}]}""", "model: Field required")]
    [InlineData("""{"model":"m","max_tokens":1}""", "messages: Field required")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}]}""", "max_tokens: Field required")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[]}""", "messages: at least one message is required")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"system","content":"x"}]}""", "messages.0.role: Input should be 'user' or 'assistant'")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"text"}]}]}""", "messages.0.content.0.text: Field required")]
    [InlineData(
        """{"model":"m","max_tokens":9,"tools":[{"name":"f","input_schema":{"type":[]}}],"messages":[{"role":"user","content":"x"}]}""",
        "tools.0.custom.input_schema.type: Input should be 'object'")]
    [InlineData("""{"model":"m","max_tokens":9,"thinking":{"type":"enabled","budget_tokens":5},"messages":[{"role":"user","content":"x"}]}""", "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024")]
    public async Task Bad_requests_get_the_vendors_400(string body, string message)
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.PostAsync("/v1/messages", body, ("anthropic-version", "2023-06-01"));

        var json = await RunningFleet.ReadJsonAsync(answer);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal("error", (string?)json["type"]);
        Assert.Equal("invalid_request_error", (string?)json["error"]!["type"]);
        Assert.Equal(message, (string?)json["error"]!["message"]);
    }

    [Fact]
    public async Task The_version_header_and_the_key_are_required()
    {
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { ApiKey = "right" });

        using var keyless = await fleet.PostAsync("/v1/messages", "{}", ("anthropic-version", "2023-06-01"));
        using var versionless = await fleet.PostAsync("/v1/messages", "{}", ("x-api-key", "right"));

        Assert.Equal(401, (int)keyless.StatusCode);
        Assert.Equal("authentication_error", (string?)(await RunningFleet.ReadJsonAsync(keyless))["error"]!["type"]);
        Assert.Equal(400, (int)versionless.StatusCode);
    }
}

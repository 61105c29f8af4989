using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.OpenAi;

public sealed class OpenAiValidationTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("{", null)]
    [InlineData("[]", "model")]
    [InlineData("""{"model":7,"messages":[]}""", "model")]
    [InlineData("""{"model":"m"}""", "messages")]
    [InlineData("""{"model":"m","messages":[]}""", "messages")]
    [InlineData("""{"model":"m","messages":"hi"}""", "messages")]
    [InlineData("""{"model":"m","messages":[7]}""", "messages[0]")]
    [InlineData("""{"model":"m","messages":[{"content":"x"}]}""", "messages[0].role")]
    [InlineData("""{"model":"m","messages":[{"role":"king","content":"x"}]}""", "messages[0].role")]
    [InlineData("""{"model":"m","messages":[{"role":"user"}]}""", "messages[0].content")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[{"type":"image_url"}]}]}""", "messages[0].content[0].image_url.url")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[{"type":"smell"}]}]}""", "messages[0].content[0].type")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":0}""", "max_tokens")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"n":"two"}""", "n")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"stop":{}}""", "stop")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"tools":{}}""", "tools")]
    [InlineData(
        """{"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"string"}}}]}""",
        "tools[0].function.parameters")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema"}}""", "response_format.json_schema")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"\ud800"}]}""", null)]
    public async Task Bad_requests_get_the_vendors_400(string body, string? param)
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.PostAsync("/v1/chat/completions", body);

        var error = (await RunningFleet.ReadJsonAsync(answer))["error"]!;
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal("invalid_request_error", (string?)error["type"]);
        Assert.Equal(param, (string?)error["param"]);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Bearer wrong", "invalid_api_key")]
    public async Task A_missing_or_wrong_key_is_a_401(string? sent, string? code)
    {
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { ApiKey = "right" });

        using var answer = await fleet.PostAsync("/v1/chat/completions", "{}", sent is null ? [] : [("authorization", sent)]);

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal(code, (string?)(await RunningFleet.ReadJsonAsync(answer))["error"]!["code"]);
    }

    [Fact]
    public async Task The_right_key_is_let_in()
    {
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { ApiKey = "right" });

        using var answer = await fleet.PostAsync(
            "/v1/chat/completions",
            """{"model":"m","messages":[{"role":"user","content":"x"}]}""",
            ("authorization", "Bearer right"));

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_prompt_longer_than_the_context_window_is_refused()
    {
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { ContextWindow = 4 });

        using var answer = await fleet.ChatAsync("one two three four");

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal("context_length_exceeded", (string?)(await RunningFleet.ReadJsonAsync(answer))["error"]!["code"]);
    }
}

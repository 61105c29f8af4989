using System.Text.Json.Nodes;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Hosting;

public sealed class PagesTests
{
    [Fact]
    public async Task Models_are_listed_in_the_callers_dialect()
    {
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { Models = ["a", "b"] });

        var plain = JsonNode.Parse(await fleet.Http.GetStringAsync("/v1/models", RunningFleet.Cancel))!;
        fleet.Http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
        var other = JsonNode.Parse(await fleet.Http.GetStringAsync("/v1/models", RunningFleet.Cancel))!;

        Assert.Equal(["a", "b"], plain["data"]!.AsArray().Select(model => (string?)model!["id"]));
        Assert.Equal("list", (string?)plain["object"]);
        Assert.Equal("a (simulated)", (string?)other["data"]![0]!["display_name"]);
        Assert.Equal("b", (string?)other["last_id"]);
    }

    [Fact]
    public async Task Metrics_have_vllms_names_and_the_engines_counts()
    {
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { Models = ["a"] });
        await fleet.ChatJsonAsync("one two three", "\"max_tokens\":7,\"ignore_eos\":true");

        var page = await fleet.Http.GetStringAsync("/metrics", RunningFleet.Cancel);

        const string Labels = "{engine=\"0\",model_name=\"a\"}";
        Assert.Contains($"vllm:num_requests_running{Labels} 0\n", page, StringComparison.Ordinal);
        Assert.Contains($"vllm:num_requests_waiting{Labels} 0\n", page, StringComparison.Ordinal);
        Assert.Contains($"vllm:prompt_tokens_total{Labels} 3\n", page, StringComparison.Ordinal);
        Assert.Contains($"vllm:generation_tokens_total{Labels} 7\n", page, StringComparison.Ordinal);
        Assert.Contains($"vllm:prefix_cache_queries_total{Labels} 3\n", page, StringComparison.Ordinal);
        Assert.Contains($"vllm:time_to_first_token_seconds_count{Labels} 1\n", page, StringComparison.Ordinal);
        Assert.All(
            page.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches(@"^(# .+|[a-z0-9_:]+\{[^}]+\} [0-9.E+-]+)$", line));
    }

    [Fact]
    public async Task What_was_served_is_told_per_model_and_adds_up()
    {
        await using var fleet = await RunningFleet.StartAsync();
        await fleet.ChatJsonAsync("one two", "\"max_tokens\":3,\"ignore_eos\":true", "a");
        await fleet.MessageJsonAsync("one two three", "\"max_tokens\":5", "b");
        await fleet.ChatJsonAsync("one", "", "a!status-500");

        var page = JsonNode.Parse(await fleet.Http.GetStringAsync("/simulator/served", RunningFleet.Cancel))!;

        Assert.Equal((3, 2, 1), ((int)page["requests"]!, (int)page["answered"]!, (int)page["failed"]!));
        Assert.Equal((5, 8), ((int)page["prompt_tokens"]!, (int)page["completion_tokens"]!));
        Assert.Equal((2, 3), ((int)page["models"]!["a"]!["prompt_tokens"]!, (int)page["models"]!["a"]!["completion_tokens"]!));
        Assert.Equal(5, (int)page["models"]!["b"]!["completion_tokens"]!);
    }

    [Theory]
    [InlineData("GET", "/health", 200)]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/v1/chat/completions", 404)]
    [InlineData("POST", "/v2/anything", 404)]
    public async Task Every_page_says_that_it_is_simulated(string method, string path, int status)
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await fleet.Http.SendAsync(request, RunningFleet.Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("true", Assert.Single(answer.Headers.GetValues("x-penstock-simulated")));
        Assert.Contains("simulated", await answer.Content.ReadAsStringAsync(RunningFleet.Cancel), StringComparison.Ordinal);
    }
}

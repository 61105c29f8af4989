using System.Text.Json.Nodes;
using Penstock.Cli.Commands.Traces;
using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Money;
using Penstock.Testing;
using Penstock.Testing.Hosting;

namespace Penstock.Cli.Tests.Commands;

public sealed class ReportTests
{
    [Theory]
    [InlineData("status")]
    [InlineData("keys list")]
    [InlineData("providers list")]
    [InlineData("providers check simulator")]
    [InlineData("models")]
    [InlineData("apps")]
    [InlineData("config show")]
    [InlineData("overview --window 15m")]
    [InlineData("traces list --app demo --from 1h")]
    [InlineData("usage --by day,key,app,model,provider,user,tenant")]
    public async Task Every_report_is_a_table_for_people_and_json_for_machines(string line)
    {
        await using var host = await PenstockHost.StartAsync(null, CliHarness.Token);

        var table = await host.RunAsync(line.Split(' '));
        var json = await host.RunAsync([.. line.Split(' '), "--output", "json"]);

        Assert.Equal((0, ""), (table.ExitCode, table.Errors));
        Assert.NotEmpty(table.Output);
        Assert.DoesNotContain('\u001b', table.Output);
        Assert.Equal((0, ""), (json.ExitCode, json.Errors));
        Assert.IsType<JsonObject>(JsonNode.Parse(json.Output));
    }

    [Fact]
    public async Task What_was_said_is_seen_in_traces_and_usage()
    {
        await using var host = await PenstockHost.StartAsync(null, CliHarness.Token);
        var chat = JsonNode.Parse((await host.RunAsync("chat", "Hello", "-o", "json", "--key", host.DemoKey)).Output)!;
        var trace = chat["trace"]!.GetValue<string>();

        var shown = await Eventually.GetAsync(() => host.RunAsync("traces", "show", trace), run => run.ExitCode == 0, CliHarness.Token);
        var usage = await Eventually.GetAsync(
            () => host.RunAsync("usage", "--by", "app"), run => run.Output.Contains("demo", StringComparison.Ordinal), CliHarness.Token);

        Assert.Contains("succeeded, HTTP 200", shown.Output);
        Assert.Contains('█', shown.Output);
        Assert.Contains(chat["text"]!.GetValue<string>(), shown.Output);
        Assert.Contains("$0.0000", usage.Output);
        Assert.Equal(ExitCodes.NotFound, (await host.RunAsync("traces", "show", "01a20a0736087d11a4d6edd3a7bd3353")).ExitCode);
    }

    [Theory]
    [InlineData(0, 10.0, 100, 100, "░░░░░███████████████████████████████████████████")]
    [InlineData(50, null, 100, 100, "                        ░░░░░░░░░░░░░░░░░░░░░░░░")]
    [InlineData(100, null, 100, 100, "                                               ░")]
    [InlineData(0, 0.0, 0, 0, "█                                               ")]
    public void An_attempt_is_a_bar_on_the_traces_axis(double sent, double? firstToken, double ended, double total, string expected)
    {
        var attempt = new AttemptView
        {
            Number = 1,
            Model = "small",
            Provider = "engines",
            Endpoint = "http://127.0.0.1:9001/v1",
            SentAtMs = sent,
            FirstTokenAtMs = firstToken,
            EndedAtMs = ended,
            Status = "succeeded",
            Usage = new UsageView { Input = 1, CachedInput = 0, CacheWrite = 0, Output = 1, Reasoning = 0, Counted = false },
            CostUsd = NanoUsd.Zero,
        };

        Assert.Equal(expected, Waterfall.Bar(attempt, total));
    }
}

using System.CommandLine;
using System.Text.Json.Nodes;
using Penstock.Simulator.Commands;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly string _trace = Path.GetTempFileName();

    public ReplayCommandTests() => File.WriteAllText(
        _trace, "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46,20,4\n2023-11-16 18:15:47,30,5\n2023-11-16 18:17:47,1,1\n");

    public void Dispose() => File.Delete(_trace);

    [Fact]
    public async Task Equal_totals_exit_with_0_and_tell_machines_what_was_found()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var (code, output) = await RunAsync(
            "--url", fleet.Engine.BaseUrl, "--speed", "100", "--duration", "1m", "--stream", "--served", fleet.Engine.Address.AbsoluteUri, "--output", "json");

        var report = JsonNode.Parse(output)!;
        Assert.Equal(0, code);
        Assert.Equal((2, 50, 9), ((int)report["answered"]!, (int)report["prompt_tokens"]!, (int)report["completion_tokens"]!));
        Assert.True((bool)report["served"]!["is_equal"]!);
    }

    [Fact]
    public async Task A_request_without_an_answer_exits_with_2_and_tells_people_why()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var (code, output) = await RunAsync("--url", fleet.Engine.BaseUrl, "--speed", "1000", "--model", "m!status-500-once");

        Assert.Equal(2, code);
        Assert.Contains("1 × status 500", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--speed", "0")]
    [InlineData("--duration", "long")]
    [InlineData("--served", "nowhere")]
    [InlineData("--dialect", "klingon")]
    [InlineData("--served", "http://127.0.0.1:1/")]
    public async Task What_cannot_be_done_exits_with_1(string option, string value)
    {
        var (code, _) = await RunAsync("--url", "http://127.0.0.1:1/v1", option, value);

        Assert.Equal(1, code);
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var command = new ReplayCommand(output, TextWriter.Null);
        var configuration = new InvocationConfiguration { Output = TextWriter.Null, Error = TextWriter.Null };
        var code = await command.Parse(["--trace", _trace, .. arguments]).InvokeAsync(configuration, RunningFleet.Cancel);
        return (code, output.ToString());
    }
}

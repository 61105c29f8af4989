using System.Text.Json.Nodes;
using Penstock.Testing.Hosting;

namespace Penstock.Cli.Tests.Commands;

public sealed class ChatCommandTests : IAsyncLifetime
{
    private PenstockHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await PenstockHost.StartAsync(null, CliHarness.Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task One_message_gets_one_answer()
    {
        var run = await _host.RunAsync("chat", "Hello", "--key", _host.DemoKey);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("Simulated answer", run.Output);
    }

    [Fact]
    public async Task A_conversation_goes_on_until_the_input_ends()
    {
        var run = await _host.RunWithInputAsync("Hello\n\nAnd then?\n", "chat", "-o", "json", "--key", _host.DemoKey);
        var answers = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, answers.Count);
        Assert.All(answers, answer => Assert.Equal("stop", answer["finish_reason"]!.GetValue<string>()));
        Assert.Equal(2, answers.Select(answer => answer["trace"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Refusals_have_exit_codes()
    {
        var unknown = await _host.RunAsync("chat", "Hello", "--app", "nope", "--key", _host.DemoKey);
        var wrongKey = await _host.RunAsync("chat", "Hello", "--key", "wrong");

        Assert.Equal((ExitCodes.NotFound, ""), (unknown.ExitCode, unknown.Output));
        Assert.Equal((ExitCodes.NotAuthorised, ""), (wrongKey.ExitCode, wrongKey.Output));
    }
}

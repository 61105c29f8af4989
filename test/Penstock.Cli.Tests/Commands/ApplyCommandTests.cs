using System.Text.Json.Nodes;
using Penstock.Testing.Hosting;

namespace Penstock.Cli.Tests.Commands;

public sealed class ApplyCommandTests : IAsyncLifetime
{
    private readonly TestFolder _folder = TestFolder.Create();
    private PenstockHost _host = null!;
    private string _file = "";

    public async ValueTask InitializeAsync()
    {
        _host = await PenstockHost.StartAsync(null, CliHarness.Token);
        _file = _folder.In("penstock.yaml");
        var text = (await _host.RunAsync("config", "show")).Output;
        await File.WriteAllTextAsync(_file, text.Replace("temperature: 0.2", "temperature: 0.7", StringComparison.Ordinal), CliHarness.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_plan_shows_the_difference_and_changes_nothing()
    {
        var plan = await _host.RunAsync("apply", "-f", _file, "--plan");

        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("~ app/demo", plan.Output);
        Assert.Contains("0.2", plan.Output);
        Assert.Contains("0.7", plan.Output);
        Assert.Contains("temperature: 0.2", (await _host.RunAsync("config", "show")).Output);
    }

    [Fact]
    public async Task A_question_decides()
    {
        var no = await _host.RunWithInputAsync("n\n", "apply", "-f", _file);
        var yes = await _host.RunWithInputAsync("y\n", "apply", "-f", _file);
        var again = await _host.RunAsync("apply", "-f", _file, "--yes");

        Assert.Equal(ExitCodes.Declined, no.ExitCode);
        Assert.EndsWith("Nothing was changed.\n", no.Errors);
        Assert.Equal(0, yes.ExitCode);
        Assert.EndsWith("Applied.\n", yes.Errors);
        Assert.Equal(new CliRun(0, "Nothing changes.\n", ""), again);
        Assert.Contains("temperature: 0.7", (await _host.RunAsync("config", "show")).Output);
    }

    [Fact]
    public async Task Without_anybody_to_ask_it_wants_yes()
    {
        var run = await _host.RunAsync("apply", "-f", _file);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.EndsWith("Write --yes to apply, or --plan to look only.\n", run.Errors);
    }

    [Fact]
    public async Task Json_is_one_document_with_the_changes_and_whether_they_are_in_force()
    {
        var run = await _host.RunAsync("apply", "-f", _file, "--yes", "-o", "json");
        var document = JsonNode.Parse(run.Output)!;

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.True(document["applied"]!.GetValue<bool>());
        Assert.Equal("app/demo", document["changes"]![0]!["what"]!.GetValue<string>());
    }

    [Fact]
    public async Task Mistakes_are_told_with_file_line_and_column()
    {
        await File.WriteAllTextAsync(_file, "bogus: 1\n", CliHarness.Token);

        var run = await _host.RunAsync("apply", "-f", _file, "--yes");

        Assert.Equal(ExitCodes.ConfigurationInvalid, run.ExitCode);
        Assert.StartsWith($"{_file}:1:1: bogus: ", run.Errors);
        Assert.Equal("", run.Output);
    }
}

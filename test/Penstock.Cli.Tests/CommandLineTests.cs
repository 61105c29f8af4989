using Penstock.Testing.Hosting;

namespace Penstock.Cli.Tests;

public sealed class CommandLineTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [Theory]
    [InlineData("frob")]
    [InlineData("keys")]
    [InlineData("keys create web")]
    [InlineData("status --output xml")]
    [InlineData("status --url ftp://x --admin-key k")]
    [InlineData("status --url http://192.0.2.1")]
    [InlineData("traces list --from yesterday")]
    [InlineData("apply --plan")]
    public async Task A_wrong_command_line_is_told_in_sentences(string line)
    {
        var run = await CliHarness.RunAsync("", NoVariables, line.Split(' '));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.NotEmpty(run.Errors);
        Assert.DoesNotContain("   at ", run.Errors);
        Assert.DoesNotContain("Exception", run.Errors);
    }

    [Fact]
    public async Task A_server_that_is_not_there_has_an_exit_code()
    {
        var run = await CliHarness.RunAsync("", NoVariables, ["status", "--url", "http://127.0.0.1:1", "--admin-key", "key"]);

        Assert.Equal((ExitCodes.Unreachable, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Cannot reach http://127.0.0.1:1: ", run.Errors);
    }

    [Fact]
    public async Task A_wrong_admin_key_has_an_exit_code()
    {
        await using var host = await PenstockHost.StartAsync(null, CliHarness.Token);

        var run = await host.RunAsync("status", "--admin-key", "not-the-admin-key");

        Assert.Equal((ExitCodes.NotAuthorised, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task The_data_folder_gives_the_keys()
    {
        using var folder = TestFolder.Create();
        await File.WriteAllTextAsync(folder.In("admin.key"), PenstockHost.TestAdminKey + "\n", CliHarness.Token);
        await using var host = await PenstockHost.StartAsync(null, CliHarness.Token);

        var run = await CliHarness.RunAsync("", NoVariables, ["status", "--url", host.Address.ToString(), "--data", folder.FullPath]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("state", run.Output);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        var run = await CliHarness.RunAsync("", NoVariables, ["--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.All(
            new[] { "status", "overview", "apply", "config", "keys", "providers", "models", "apps", "traces", "usage", "chat" },
            command => Assert.Contains($"  {command} ", run.Output));
    }
}

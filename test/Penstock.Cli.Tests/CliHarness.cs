using Penstock.Cli.Session;
using Penstock.Testing.Hosting;

namespace Penstock.Cli.Tests;

/// <summary>What one run of the tool came to.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Errors);

/// <summary>Runs the tool's own entry against a real server, with a terminal of text.</summary>
internal static class CliHarness
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<CliRun> RunAsync(this PenstockHost host, params string[] arguments) =>
        RunAsync("", Variables(host), arguments);

    public static Task<CliRun> RunWithInputAsync(this PenstockHost host, string input, params string[] arguments) =>
        RunAsync(input, Variables(host), arguments, isInteractive: true);

    public static async Task<CliRun> RunAsync(
        string input, Dictionary<string, string> variables, string[] arguments, bool isInteractive = false)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, errors, new StringReader(input), name => variables.GetValueOrDefault(name))
        {
            IsInteractive = isInteractive,
        };
        var exitCode = await PenstockCli.RunAsync(arguments, terminal, Token);
        return new CliRun(exitCode, output.ToString(), errors.ToString());
    }

    private static Dictionary<string, string> Variables(PenstockHost host) => new()
    {
        ["PENSTOCK_URL"] = host.Address.ToString(),
        ["PENSTOCK_ADMIN_KEY"] = host.AdminKey,
        ["NO_COLOR"] = "1",
    };
}

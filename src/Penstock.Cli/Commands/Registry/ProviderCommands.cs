using System.CommandLine;
using Penstock.Cli.Output;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Admin.Providers;
using Spectre.Console;

namespace Penstock.Cli.Commands.Registry;

internal static class ProviderCommands
{
    private static readonly Argument<string> Name = new("name") { Description = "The provider's name" };

    public static Command Create(CommandRunner runner)
    {
        var list = new Command("list", "Lists the providers and the health of each of their base URLs.");
        runner.Bind(list, async (session, cancellationToken) =>
            session.Print.Show(await session.Admin.ListProvidersAsync(cancellationToken), Draw));

        var check = new Command("check", "Makes a real, free call to every base URL of a provider.") { Name };
        runner.Bind(check, CheckAsync);

        return new Command("providers", "Looks at the upstreams.") { list, check };
    }

    private static async Task<int> CheckAsync(CommandSession session, CancellationToken cancellationToken)
    {
        var outcome = await session.Admin.CheckProviderAsync(session.Parse.GetValue(Name)!, cancellationToken);
        var shown = session.Print.Show(outcome, DrawCheck);
        return outcome is { IsOk: true, Value.Ok: false } ? ExitCodes.Failed : shown;
    }

    private static void Draw(ListView<ProviderView> providers, IAnsiConsole console)
    {
        var table = Sheet.Of("provider", "dialect", "base url", "health", ">in flight", ">requests", ">failures", ">first token", "last error");
        foreach (var provider in providers.Items)
        {
            foreach (var endpoint in provider.Endpoints)
            {
                table.Row(
                    provider.Simulated ? $"{provider.Name} (simulated)" : provider.Name,
                    provider.Dialect,
                    endpoint.Url,
                    endpoint.Health,
                    Figures.Count(endpoint.InFlight),
                    Figures.Count(endpoint.Requests),
                    Figures.Count(endpoint.Failures),
                    Figures.Milliseconds(endpoint.TtftEwmaMs),
                    endpoint.LastErrorCode is { } code ? $"{code} {Figures.Time(endpoint.LastErrorAt)}" : null);
            }
        }

        console.Write(table);
    }

    private static void DrawCheck(ProviderCheckView check, IAnsiConsole console)
    {
        var table = Sheet.Of("base url", "result", ">status", ">latency", "detail");
        foreach (var endpoint in check.Endpoints)
        {
            table.Row(
                endpoint.Url, endpoint.Ok ? "ok" : "failed", Figures.Limit(endpoint.HttpStatus), Figures.Milliseconds(endpoint.LatencyMs), endpoint.Detail);
        }

        console.Write(table);
    }
}

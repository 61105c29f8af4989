using System.CommandLine;
using Penstock.Cli.Session;

namespace Penstock.Cli.Commands.Config;

internal static class ConfigCommands
{
    public static Command Create(CommandRunner runner)
    {
        var show = new Command("show", "Writes the configuration in force, as it was written: secrets stand in it as ${VARIABLES}.");
        runner.Bind(show, async (session, cancellationToken) => session.Print.Show(
            await session.Admin.GetConfigAsync(cancellationToken),
            (config, _) => session.Print.Terminal.Out.Write(config.Text)));

        return new Command("config", "Looks at the configuration.") { show };
    }
}

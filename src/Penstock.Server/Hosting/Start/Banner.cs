using Penstock.Server.Snapshots.Sources;

namespace Penstock.Server.Hosting.Start;

/// <summary>What the console shows after a start: where everything is, and on a first run a line to paste.</summary>
internal static class Banner
{
    public static void Write(TextWriter console, PenstockServer server)
    {
        var root = server.Address.ToString().TrimEnd('/');
        console.WriteLine($"""

            Penstock {ServerArguments.Version}

              API for applications  {root}/v1
              Pages                 {root}
              Admin API             {root}/api/v1
              Admin key             {(server.Options.AdminKey is null ? $"in {server.Folder.AdminKey}" : "the value of PENSTOCK_ADMIN_KEY")}
              Data                  {server.Folder.Path}
              Configuration         {Configuration(server)}
            """);
        if (server.DemoKey is { } demo && server.Snapshots.Current!.Settings.Apps.Any(app => app.Name == "demo"))
        {
            console.WriteLine($$"""

                  A simulated provider answers, so its words mean nothing. Try it:

                  curl {{root}}/v1/chat/completions -H 'Authorization: Bearer {{demo}}' -H 'Content-Type: application/json' -d '{"model": "demo", "messages": [{"role": "user", "content": "Hello"}]}'
                """);
        }

        console.WriteLine();
        console.Flush();
    }

    private static string Configuration(PenstockServer server) => server.Snapshots.Current!.Source switch
    {
        SnapshotSource.BuiltIn => "built in; bring your own with --config FILE",
        SnapshotSource.File => $"{server.Options.Config}, watched for changes",
        SnapshotSource.Api => "as last applied through the admin API",
    };
}

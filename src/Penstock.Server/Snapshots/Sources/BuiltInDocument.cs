using System.Reflection;
using Penstock.Server.Snapshots.Compile;

namespace Penstock.Server.Snapshots.Sources;

/// <summary>The document of a first run: a simulated provider, a few models, an app and a key, all named so that nobody takes them for real.</summary>
internal static class BuiltInDocument
{
    private const string Resource = "Penstock.Server.builtin.yaml";

    public static Compilation Compile(BuiltInValues values)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the build.");
        using var reader = new StreamReader(stream);

        return DocumentCompiler.Compile(reader.ReadToEnd(), name => name switch
        {
            "PENSTOCK_SIMULATOR_URL" => values.SimulatorUrl.ToString(),
            "PENSTOCK_DEMO_KEY" => values.DemoSecret,
            _ => null,
        });
    }
}

using Penstock.Server.Hosting.Start;

namespace Penstock.Server.Hosting.Simulation;

/// <summary>
/// The variables of the built-in configuration. A copy of it, as a file or applied, finds them too, so that people can
/// start from what they see; an environment variable of the same name wins.
/// </summary>
internal sealed class DemoVariables(ServerOptions options)
{
    public const string SimulatorUrlName = "PENSTOCK_SIMULATOR_URL";

    private const string DemoKeyName = "PENSTOCK_DEMO_KEY";

    /// <summary>The base URL of the simulated provider, once it runs.</summary>
    public Uri? SimulatorUrl { get; set; }

    /// <summary>The secret of the key <c>demo</c>, once the simulated provider runs.</summary>
    public string? DemoKey { get; set; }

    public string? Find(string name) => options.Variables(name) ?? name switch
    {
        SimulatorUrlName => SimulatorUrl?.ToString(),
        DemoKeyName => DemoKey,
        _ => null,
    };

    /// <summary>Whether a configuration asks for the simulated provider of this process.</summary>
    public bool AreWantedBy(string configuration) =>
        configuration.Contains(SimulatorUrlName, StringComparison.Ordinal) && options.Variables(SimulatorUrlName) is null;
}

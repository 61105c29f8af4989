using Penstock.Simulator;

namespace Penstock.Server.Hosting.Simulation;

/// <summary>The simulated provider of a first run, in this process and on a loopback port of its own.</summary>
internal sealed class BuiltInSimulator(ILogger<BuiltInSimulator> logger) : IAsyncDisposable
{
    private SimulatedFleet? _fleet;

    /// <summary>The base URL, <c>/v1</c> included, or <see langword="null"/> while it does not run.</summary>
    public Uri? Url { get; private set; }

    public async Task<Uri> StartAsync(CancellationToken cancellationToken)
    {
        _fleet = await SimulatedFleet.StartAsync(new FleetOptions { Timing = EngineTiming.Realistic }, cancellationToken);
        Url = new Uri(_fleet.Engines[0].BaseUrl);
        logger.SimulatorStarted(_fleet.Engines[0].BaseUrl);
        return Url;
    }

    public ValueTask DisposeAsync() => _fleet?.DisposeAsync() ?? ValueTask.CompletedTask;
}

using Penstock.Simulator;

namespace Penstock.Bench.Systems;

/// <summary>One simulated engine that answers without delay unless the model's name asks for a pace.</summary>
internal static class Engines
{
    public static async Task RunAsync(int port)
    {
        await using var fleet = await SimulatedFleet.StartAsync(new FleetOptions { BasePort = port }, CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan);
    }
}

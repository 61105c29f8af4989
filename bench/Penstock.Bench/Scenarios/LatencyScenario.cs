using Penstock.Bench.Load;
using Penstock.Bench.Reports;
using Penstock.Bench.Systems;

namespace Penstock.Bench.Scenarios;

/// <summary>Tails at a fixed arrival rate that every system can carry, counted from the time a request was meant to leave.</summary>
internal static class LatencyScenario
{
    private const int MaxConnections = 256;

    public static async Task RunAsync(Rig rig, RunOptions options, Report report, CancellationToken cancellationToken)
    {
        await ThroughputScenario.WarmUpAsync(rig, options, cancellationToken);
        var measured = await new Rounds(rig, options).RunAsync(
            $"{options.Rate:0}/s",
            system => new OpenLoop(system.Target, system.Whole, MaxConnections).RunAsync(options.Rate, options.Duration * 2, cancellationToken),
            cancellationToken);
        report.Add("latency", measured);
    }
}

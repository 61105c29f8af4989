using Penstock.Bench.Load;
using Penstock.Bench.Reports;
using Penstock.Bench.Systems;

namespace Penstock.Bench.Scenarios;

/// <summary>How many whole answers a second, with 1, 10 and 32 callers that each wait for their answer.</summary>
internal static class ThroughputScenario
{
    private static readonly int[] Callers = [1, 10, 32];

    public static async Task RunAsync(Rig rig, RunOptions options, Report report, CancellationToken cancellationToken)
    {
        await WarmUpAsync(rig, options, cancellationToken);
        foreach (var callers in Callers)
        {
            var measured = await new Rounds(rig, options).RunAsync(
                $"c={callers}",
                system => ClosedLoop.RunAsync(system.Target, system.Whole, callers, options.Duration, cancellationToken),
                cancellationToken);
            report.Add("throughput", measured);
        }
    }

    public static async Task WarmUpAsync(Rig rig, RunOptions options, CancellationToken cancellationToken)
    {
        foreach (var system in rig.Systems)
        {
            var warm = await ClosedLoop.RunAsync(system.Target, system.Whole, callers: 16, options.WarmUp, cancellationToken);
            if (warm.Latencies.Count == 0)
            {
                throw new InvalidOperationException($"{system.Name} answered nothing with 200 during warm-up ({warm.Failures} failures).");
            }
        }
    }
}

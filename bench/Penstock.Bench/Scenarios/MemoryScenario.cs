using System.Diagnostics;
using Penstock.Bench.Load;
using Penstock.Bench.Machine;
using Penstock.Bench.Reports;
using Penstock.Bench.Systems;

namespace Penstock.Bench.Scenarios;

/// <summary>Whether resident memory settles under steady load, and where.</summary>
internal static class MemoryScenario
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Rig rig, RunOptions options, Report report, CancellationToken cancellationToken)
    {
        foreach (var system in rig.Systems.Where(system => system.ProcessId is not null && system.Name != SystemNames.Yarp))
        {
            var begun = Stopwatch.GetTimestamp();
            var load = ClosedLoop.RunAsync(system.Target, system.Whole, callers: 16, options.MemoryDuration, cancellationToken);
            var samples = new List<MemorySample>();
            while (!load.IsCompleted)
            {
                samples.Add(new MemorySample(Stopwatch.GetElapsedTime(begun).TotalSeconds, ProcessTable.ResidentMiB(system.ProcessId!.Value)));
                await Task.Delay(Interval, cancellationToken);
            }

            var result = await load;
            report.Add(MemoryMeasurement.Of(system.Name, result.Latencies.Count, samples));
        }
    }
}

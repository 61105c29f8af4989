using Penstock.Bench.Reports;
using Penstock.Bench.Systems;

namespace Penstock.Bench.Scenarios;

/// <summary>Starts the rig, runs the scenarios asked for, and leaves a report.</summary>
internal static class ScenarioRunner
{
    private static readonly string[] Names = ["throughput", "latency", "streams", "memory"];

    public static async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (options.Scenario != "all" && !Names.Contains(options.Scenario))
        {
            Console.Error.WriteLine($"No scenario {options.Scenario}. There are: all, {string.Join(", ", Names)}.");
            return 2;
        }

        var report = new Report(options);
        await using var rig = await Rig.StartAsync(options.Systems, options.Server, cancellationToken);
        foreach (var name in Names.Where(name => options.Scenario == "all" || options.Scenario == name))
        {
            Console.WriteLine(name);
            await RunAsync(name, rig, options, report, cancellationToken);
        }

        Console.WriteLine();
        Console.WriteLine(report.Write(rig.Results));
        return 0;
    }

    private static Task RunAsync(string name, Rig rig, RunOptions options, Report report, CancellationToken cancellationToken) => name switch
    {
        "throughput" => ThroughputScenario.RunAsync(rig, options, report, cancellationToken),
        "latency" => LatencyScenario.RunAsync(rig, options, report, cancellationToken),
        "streams" => StreamsScenario.RunAsync(rig, options, report, cancellationToken),
        _ => MemoryScenario.RunAsync(rig, options, report, cancellationToken),
    };
}

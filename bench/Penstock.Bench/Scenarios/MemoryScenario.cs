using Penstock.Bench.Load;
using Penstock.Bench.Machine;
using Penstock.Bench.Reports;
using Penstock.Bench.Systems;

namespace Penstock.Bench.Scenarios;

/// <summary>What a system holds in memory: at rest, under load, with many streams open, and at rest again.</summary>
internal static class MemoryScenario
{
    private const int FewRequests = 10_000;
    private const int Callers = 32;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly StreamExpectation Paced = new(Chunks: 64, TimeSpan.FromMilliseconds(20));

    public static async Task RunAsync(Rig rig, RunOptions options, Report report, CancellationToken cancellationToken)
    {
        foreach (var system in rig.Systems.Where(system => system.ProcessId is not null && system.Name != SystemNames.Yarp))
        {
            await PhaseAsync("at rest after the start", QuietAsync);
            await PhaseAsync($"{FewRequests:N0} requests", () => AnswerAsync(system, cancellationToken));
            await PhaseAsync($"{Callers} callers", async () =>
                (await ClosedLoop.RunAsync(system.Target, system.Whole, Callers, options.MemoryDuration, cancellationToken)).PerSecond);
            await PhaseAsync($"{options.Streams} streams", async () =>
            {
                await new PacedStreams(system.Target, system.Streamed, Paced).RunAsync(options.Streams, streamsEach: 3, cancellationToken);
                return 0;
            });
            await PhaseAsync("at rest after all", QuietAsync);

            async Task PhaseAsync(string name, Func<Task<double>> load) =>
                report.Add(await MeasureAsync(system, name, load(), cancellationToken));
        }

        async Task<double> QuietAsync()
        {
            await Task.Delay(Quiet, cancellationToken);
            return 0;
        }
    }

    private static async Task<double> AnswerAsync(SystemUnderTest system, CancellationToken cancellationToken)
    {
        using var connection = new HttpConnection(system.Target);
        for (var sent = 0; sent < FewRequests; sent++)
        {
            await ClosedLoop.SucceedsAsync(connection, system.Whole, cancellationToken);
        }

        return 0;
    }

    private static async Task<MemoryMeasurement> MeasureAsync(
        SystemUnderTest system, string phase, Task<double> load, CancellationToken cancellationToken)
    {
        var samples = new List<MemoryUse>();
        do
        {
            await Task.WhenAny(load, Task.Delay(Interval, cancellationToken));
            samples.Add(MemoryUse.Of(system.ProcessId!.Value));
        }
        while (!load.IsCompleted);

        return MemoryMeasurement.Of(system.Name, phase, await load, samples);
    }
}

using System.Diagnostics;
using Penstock.Bench.Load;
using Penstock.Bench.Machine;
using Penstock.Bench.Reports;
using Penstock.Bench.Systems;

namespace Penstock.Bench.Scenarios;

/// <summary>Paced streams at once. Every chunk of every stream must arrive, and none may be held back.</summary>
internal static class StreamsScenario
{
    private const int Attempts = 4;

    private static readonly StreamExpectation Expected = new(Chunks: 64, TimeSpan.FromMilliseconds(20));

    public static async Task RunAsync(Rig rig, RunOptions options, Report report, CancellationToken cancellationToken)
    {
        foreach (var system in rig.Systems)
        {
            await new PacedStreams(system.Target, system.Streamed, Expected).RunAsync(callers: 32, streamsEach: 2, cancellationToken);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            for (var turn = 0; turn < rig.Systems.Count; turn++)
            {
                await MeasureAsync(rig.Systems[(round + turn) % rig.Systems.Count], round, rig, options, report, cancellationToken);
            }
        }
    }

    private static async Task MeasureAsync(
        SystemUnderTest system, int round, Rig rig, RunOptions options, Report report, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var watch = new Disturbance(rig.Ours(system));
            var begun = Stopwatch.GetTimestamp();
            var before = Used(system);
            var result = await new PacedStreams(system.Target, system.Streamed, Expected)
                .RunAsync(options.Streams, streamsEach: 3, cancellationToken);
            var measured = Measure(system, round, result) with
            {
                Cores = (Used(system) - before) / Stopwatch.GetElapsedTime(begun).TotalSeconds,
                OthersCores = watch.Share(),
                Disturbed = watch.Share() > Disturbance.Limit,
            };
            report.Add(measured);
            if (options.KeepDisturbed || !measured.Disturbed)
            {
                return;
            }
        }
    }

    private static double? Used(SystemUnderTest system) => system.ProcessId is { } id ? ProcessTable.Seconds(id) : null;

    private static StreamMeasurement Measure(SystemUnderTest system, int round, StreamResult result) => new()
    {
        System = system.Name,
        Round = round,
        Streams = result.Streams,
        FirstTokenP50Ms = result.FirstToken.Percentile(0.5),
        FirstTokenP99Ms = result.FirstToken.Percentile(0.99),
        GapP50Ms = result.Gaps.Percentile(0.5),
        GapP99Ms = result.Gaps.Percentile(0.99),
        GapMaxMs = result.Gaps.MaxNanoseconds / 1e6,
        LostChunks = result.LostChunks,
        Stalled = result.Stalled,
        Failed = result.Failed,
        DifferentTexts = result.DifferentTexts,
        ResidentMiB = system.ProcessId is { } id ? ProcessTable.ResidentMiB(id) : null,
    };
}

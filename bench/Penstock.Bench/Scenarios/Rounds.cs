using Penstock.Bench.Load;
using Penstock.Bench.Machine;
using Penstock.Bench.Systems;

namespace Penstock.Bench.Scenarios;

/// <summary>Measures every system in every round, in an order that rotates, and repeats what others disturbed.</summary>
internal sealed class Rounds(Rig rig, RunOptions options)
{
    private const int Attempts = 4;

    public async Task<List<Measurement>> RunAsync(
        string name, Func<SystemUnderTest, Task<LoadResult>> measure, CancellationToken cancellationToken)
    {
        var all = new List<Measurement>();
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var turn = 0; turn < rig.Systems.Count; turn++)
            {
                var system = rig.Systems[(round + turn) % rig.Systems.Count];
                var measured = await MeasureAsync(system, name, round, measure, cancellationToken);
                all.AddRange(measured);
                Console.WriteLine($"  round {round + 1} {name,-8} {Line(measured[^1])}");
            }
        }

        return all;
    }

    private async Task<List<Measurement>> MeasureAsync(
        SystemUnderTest system, string name, int round, Func<SystemUnderTest, Task<LoadResult>> measure, CancellationToken cancellationToken)
    {
        var measured = new List<Measurement>();
        while (measured.Count < Attempts)
        {
            // What the last measurement left behind (connections closing, garbage) is not charged to this one.
            await Task.Delay(TimeSpan.FromMilliseconds(300), cancellationToken);
            measured.Add(await MeasureOnceAsync(system, name, round, measure));
            if (options.KeepDisturbed || !measured[^1].Disturbed)
            {
                break;
            }
        }

        return measured;
    }

    private async Task<Measurement> MeasureOnceAsync(
        SystemUnderTest system, string name, int round, Func<SystemUnderTest, Task<LoadResult>> measure)
    {
        var watch = new Disturbance(rig.Ours(system));
        var before = Used(system);
        var result = await measure(system);
        var others = watch.Share();

        return new Measurement
        {
            System = system.Name,
            Case = name,
            Round = round,
            RequestsPerSecond = result.PerSecond,
            P50Ms = result.Latencies.Percentile(0.5),
            P90Ms = result.Latencies.Percentile(0.9),
            P99Ms = result.Latencies.Percentile(0.99),
            P999Ms = result.Latencies.Percentile(0.999),
            Answered = result.Latencies.Count,
            Failures = result.Failures,
            ResidentMiB = system.ProcessId is { } id ? ProcessTable.ResidentMiB(id) : null,
            Cores = (Used(system) - before) / result.Seconds,
            OthersCores = others,
            Disturbed = others > Disturbance.Limit,
        };
    }

    private static double? Used(SystemUnderTest system) => system.ProcessId is { } id ? ProcessTable.Seconds(id) : null;

    private static string Line(Measurement one) =>
        $"{one.System,-9}{one.RequestsPerSecond,9:0} rps  p50 {one.P50Ms,7:0.000}  p99 {one.P99Ms,8:0.000} ms  failed {one.Failures}"
        + $"  others {one.OthersCores:0.00}{(one.Disturbed ? " DISTURBED" : string.Empty)}";
}

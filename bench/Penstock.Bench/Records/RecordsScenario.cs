using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Penstock.Contracts.Admin.Traces;
using Penstock.Gateway.Record;
using Penstock.Server.Features.Overview;
using Penstock.Testing.Records;

namespace Penstock.Bench.Records;

/// <summary>What recording an attempt costs, and what questions cost over two million traces.</summary>
internal static class RecordsScenario
{
    private const int AttemptsPerThread = 100_000;
    private const int Traces = 2_000_000;

    private static readonly DateTimeOffset End = new(2026, 5, 8, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await LedgerAsync(1, cancellationToken);
        await LedgerAsync(4, cancellationToken);
        await TracesAsync(cancellationToken);
        return 0;
    }

    private static async Task LedgerAsync(int threads, CancellationToken cancellationToken)
    {
        using var temp = new TempFolder();
        using var harness = await LedgerHarness.OpenAsync(temp.Folder, cancellationToken);
        var begun = Enumerable.Range(0, threads)
            .Select(_ => Enumerable.Range(0, AttemptsPerThread).Select(_ => Attempts.Started()).ToArray()).ToArray();
        var settled = begun.Select(some => some.Select(one => one.Settled()).ToArray()).ToArray();

        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, thread =>
        {
            for (var index = 0; index < AttemptsPerThread; index++)
            {
                harness.Ledger.TryBegin(begun[thread][index]);
                harness.Ledger.TrySettle(settled[thread][index]);
            }
        });
        var (elapsed, cpu) = (watch.Elapsed, Environment.CpuUsage.TotalTime - before);

        var count = threads * AttemptsPerThread;
        Console.WriteLine($"ledger, {threads} threads: {elapsed.TotalMicroseconds / count:N2} µs per attempt, {cpu.TotalMicroseconds / count:N2} µs of processor");
        watch.Restart();
        await harness.Importer.ImportAsync(cancellationToken);
        Console.WriteLine($"ledger: {count / watch.Elapsed.TotalSeconds:N0} attempts/s imported");
    }

    private static async Task TracesAsync(CancellationToken cancellationToken)
    {
        using var temp = new TempFolder();
        using var harness = await TraceHarness.OpenAsync(temp.Folder, cancellationToken, clock: new FakeTimeProvider(End));
        await FillAsync(harness, cancellationToken);
        Console.WriteLine($"traces: {new FileInfo(temp.Folder.Traces).Length / 1_000_000} MB on disk");

        foreach (var window in new[] { "15m", "1h", "24h", "24h", "7d", "7d", "7d" })
        {
            await TimeAsync($"overview {window}", () => harness.Overview.ReadAsync(OverviewWindow.Find(window)!, cancellationToken));
        }

        var last = TraceHarness.Trace(End.AddDays(-3));
        harness.Queue.TryAdd(last);
        await TimeAsync("one by id", () => harness.Traces.FindAsync(last.Id, cancellationToken));
        await TimeAsync("newest page", () => harness.Traces.ListAsync(new TraceQuery(), cancellationToken));
        await TimeAsync("failed of one app", () => harness.Traces.ListAsync(new TraceQuery { App = "app-7", Status = "failed" }, cancellationToken));
        await TimeAsync("a user nobody knows", () => harness.Traces.ListAsync(new TraceQuery { User = "nobody" }, cancellationToken));
    }

    private static async Task FillAsync(TraceHarness harness, CancellationToken cancellationToken)
    {
        var random = new Random(1);
        var watch = Stopwatch.StartNew();
        for (var index = 0; index < Traces; index++)
        {
            harness.Queue.TryAdd(TraceHarness.Trace(End - ((Traces - index) * (TimeSpan.FromDays(7) / Traces))) with
            {
                App = $"app-{index % 20}",
                Model = $"model-{index % 7}",
                Status = index % 50 == 0 ? AttemptStatus.Failed : AttemptStatus.Succeeded,
                Duration = TimeSpan.FromMicroseconds(random.Next(100_000, 9_000_000)),
                FirstToken = TimeSpan.FromMicroseconds(random.Next(10_000, 900_000)),
            });
            if (index % 10_000 == 9_999)
            {
                await harness.Writer.FlushAsync(cancellationToken);
            }
        }

        Console.WriteLine($"traces: {Traces / watch.Elapsed.TotalSeconds:N0}/s taken in");
    }

    private static async Task TimeAsync<T>(string name, Func<Task<T>> question)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await question();
        var (elapsed, cpu) = (watch.Elapsed, Environment.CpuUsage.TotalTime - before);
        Console.WriteLine($"{name}: {elapsed.TotalMilliseconds:N0} ms, {cpu.TotalMilliseconds:N0} ms of processor");
    }
}

using Penstock.Contracts.Ids;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Storage.Traces;

public sealed class TraceStorageTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _temp = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_survive_a_kill_of_the_process()
    {
        var written = await WriteUntilKilledAsync();

        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop);
        foreach (var id in written.Where(line => line.Length == 32))
        {
            Assert.True(TraceId.TryParse(id, out var parsed));
            Assert.NotNull(await harness.Traces.FindAsync(parsed, Stop));
        }

        Assert.True(written.Count >= 200);
        Assert.Empty(harness.Log.GetSnapshot());
    }

    [Fact]
    public async Task Noise_in_the_log_of_the_last_writes_does_not_stop_the_store()
    {
        await WriteUntilKilledAsync();
        var log = await File.ReadAllBytesAsync(_temp.Folder.Traces + ".wal", Stop);
        new Random(1).NextBytes(log.AsSpan(20, log.Length / 2));
        await File.WriteAllBytesAsync(_temp.Folder.Traces + ".wal", log, Stop);

        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop);
        var trace = TraceHarness.Trace(Noon);
        Assert.True(harness.Queue.TryAdd(trace));

        Assert.NotNull(await harness.Traces.FindAsync(trace.Id, Stop));
    }

    private async Task<List<string>> WriteUntilKilledAsync()
    {
        var written = new List<string>();
        using (var child = ChildJob.Start("traces", _temp.Folder.Path))
        {
            while (await child.StandardOutput.ReadLineAsync(Stop) is { } line)
            {
                written.Add(line);
                if (written.Count == 200)
                {
                    child.Kill();
                }
            }

            await child.WaitForExitAsync(Stop);
        }

        return written;
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_set_aside_and_a_new_store_begun()
    {
        await File.WriteAllBytesAsync(_temp.Folder.Traces, [.. Enumerable.Range(0, 100_000).Select(index => (byte)(index * 7))], Stop);

        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop);
        var trace = TraceHarness.Trace(Noon);
        Assert.True(harness.Queue.TryAdd(trace));

        Assert.NotNull(await harness.Traces.FindAsync(trace.Id, Stop));
        Assert.Single(harness.Log.GetSnapshot(), record => record.Id.Id == 15201);
        Assert.NotEmpty(Directory.GetFiles(_temp.Folder.Path, "*.unreadable-*"));
    }

    [Fact]
    public async Task Without_any_store_traces_are_dropped_and_counted_and_questions_find_nothing()
    {
        Directory.CreateDirectory(_temp.Folder.Traces);

        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop);
        Assert.True(harness.Queue.TryAdd(TraceHarness.Trace(Noon)));

        Assert.Empty((await harness.Traces.ListAsync(new(), Stop)).Items);
        Assert.Equal(1, harness.Queue.Dropped);
    }

    [Fact]
    public async Task Stopping_writes_what_waits()
    {
        var trace = TraceHarness.Trace(Noon);
        using (var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop))
        {
            await harness.Service.StartAsync(Stop);
            Assert.True(harness.Queue.TryAdd(trace));
            await harness.Service.StopAsync(Stop);
        }

        using var next = await TraceHarness.OpenAsync(_temp.Folder, Stop);
        Assert.NotNull(await next.Traces.FindAsync(trace.Id, Stop));
    }

    public void Dispose() => _temp.Dispose();

    /// <summary>What the child process does: writes traces and says which are stored, until it is killed.</summary>
    internal static void WriteForEver(string path)
    {
        var folder = Server.Storage.DataFolder.At(path);
        var harness = TraceHarness.OpenAsync(folder, CancellationToken.None).GetAwaiter().GetResult();

        while (true)
        {
            var trace = TraceHarness.Trace(Noon);
            harness.Queue.TryAdd(trace);
            harness.Writer.FlushAsync(CancellationToken.None).GetAwaiter().GetResult();
            Console.Out.WriteLine(trace.Id.ToString());
            Console.Out.Flush();
        }
    }
}

using System.Globalization;
using Penstock.Gateway.Record;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Ledger;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Storage.Ledger;

public sealed class LedgerKillTests : IDisposable
{
    private const int Kills = 10;
    private const int Threads = 4;

    private readonly TempFolder _temp = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_acknowledged_record_survives_ten_kills_exactly_once()
    {
        var (begun, settled) = (new HashSet<string>(), new Dictionary<string, long>());

        for (var kill = 0; kill < Kills; kill++)
        {
            await AppendUntilKilledAsync(atLeast: 300 + (kill * 137), begun, settled);
        }

        using var recovered = await LedgerHarness.OpenAsync(_temp.Folder, Stop);
        var lines = recovered.Lines().ToDictionary(line => line.Trace.ToLowerInvariant() + "/" + line.Number);

        Assert.All(settled, entry => Assert.Equal(entry.Value, lines[entry.Key].CostNano));
        Assert.All(settled.Keys, id => Assert.Equal((int)AttemptStatus.Succeeded, lines[id].Status));
        Assert.All(begun, id => Assert.True(lines.ContainsKey(id)));
        Assert.Equal((lines.Count, lines.Values.Sum(line => line.CostNano)), (recovered.Days().Attempts, recovered.Days().CostNano));
        Assert.True(settled.Count > 1_000, $"Only {settled.Count} records were acknowledged.");
    }

    public void Dispose() => _temp.Dispose();

    /// <summary>What the child process does: appends from several threads and says what was acknowledged, until it is killed.</summary>
    internal static void AppendForEver(string path)
    {
        var options = new LedgerOptions { SegmentBytes = 100_000, ImportEvery = TimeSpan.FromMilliseconds(20) };
        var harness = LedgerHarness.OpenAsync(DataFolder.At(path), CancellationToken.None, options).GetAwaiter().GetResult();
        harness.Service.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        var output = Console.OpenStandardOutput();

        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() => Append(harness.Ledger, output))).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private static void Append(PenstockLedger ledger, Stream output)
    {
        for (var cost = 1L; ; cost++)
        {
            var started = Attempts.Started();
            if (ledger.TryBegin(started))
            {
                Say(output, $"B {started.Id.Trace}/1\n");
            }

            if (cost % 5 != 0 && ledger.TrySettle(started.Settled(cost)))
            {
                Say(output, $"S {started.Id.Trace}/1 {cost}\n");
            }
        }
    }

    private static void Say(Stream output, string line)
    {
        lock (output)
        {
            output.Write(System.Text.Encoding.ASCII.GetBytes(line));
        }
    }

    private async Task AppendUntilKilledAsync(int atLeast, HashSet<string> begun, Dictionary<string, long> settled)
    {
        using var child = ChildJob.Start("ledger", _temp.Folder.Path);
        var lines = 0;

        while (await child.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            // The line the kill cut in half was never acknowledged to anybody.
            if (line.Split(' ') is [var kind, var id, .. var rest] && id.EndsWith("/1", StringComparison.Ordinal))
            {
                Note(kind, id, rest, begun, settled);
            }

            if (++lines == atLeast)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync(Stop);
        Assert.True(lines >= atLeast, $"The child ended by itself after {lines} lines.");
    }

    private static void Note(string kind, string id, string[] rest, HashSet<string> begun, Dictionary<string, long> settled)
    {
        if (kind == "B")
        {
            begun.Add(id);
        }
        else if (rest is [{ Length: > 0 } cost])
        {
            settled[id] = long.Parse(cost, CultureInfo.InvariantCulture);
        }
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using Penstock.Contracts.Money;
using Penstock.Gateway.Record;
using Penstock.Simulator;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Crash;

public sealed class KillUnderLoadTests
{
    private const int Kills = 10;
    private const int AnswersPerLife = 60;
    private const int Callers = 8;
    private const string Secret = "psk-crash-0123456789abcdef";

    private static readonly PriceCard Price = PriceCard.FromUsdPerMillion(0.15m, 0.60m);

    [Fact]
    public async Task After_ten_kills_under_load_the_ledger_has_every_answer_once_and_to_the_token()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = TestFolder.Create();
        await using var fleet = await SimulatedFleet.StartAsync(new FleetOptions(), cancel);
        var config = folder.In("penstock.yaml");
        await File.WriteAllTextAsync(config, Yaml(fleet.Engines[0].BaseUrl), cancel);
        var acknowledged = new List<Acknowledged>();

        for (var life = 0; life < Kills; life++)
        {
            await using var process = await PenstockProcess.StartAsync(
                folder.In("data"), ["--config", config], cancel, ("CRASH_KEY", Secret));
            var load = new LoadBeforeCrash(process.Address, Secret);
            await load.RunAsync(AnswersPerLife, process.KillNow);
            await process.WaitForExitAsync(cancel);
            acknowledged.AddRange(load.Acknowledged);
        }

        await using (var last = await PenstockProcess.StartAsync(folder.In("data"), ["--config", config], cancel, ("CRASH_KEY", Secret)))
        {
            last.Terminate();
            Assert.Equal(0, await last.WaitForExitAsync(cancel));
        }

        var ledger = ReadLedger(folder.In("data", "penstock.db"));
        Assert.True(acknowledged.Count >= Kills * AnswersPerLife);
        Assert.All(acknowledged, answer =>
        {
            var (status, input, output, cost) = ledger[answer.Trace];
            Assert.Equal(AttemptStatus.Succeeded, status);
            Assert.Equal((answer.Input, answer.Output), (input, output));
            Assert.Equal(Price.Price(new TokenUsage(input, 0, 0, output, 0, false)).Value, cost);
        });

        // Every request an engine saw is in the ledger; besides those, only what was cut down between the journal and the wire.
        Assert.InRange(ledger.Count - fleet.Served.Requests, 0, Kills * Callers);
        Assert.Equal(ledger.Values.Sum(row => row.Cost), SumOfDays(folder.In("data", "penstock.db")));
    }

    private static Dictionary<string, (AttemptStatus Status, long Input, long Output, long Cost)> ReadLedger(string path)
    {
        using var database = Open(path);
        using var command = database.CreateCommand();
        command.CommandText = "SELECT trace, status, input, output, cost_nano FROM ledger";
        using var reader = command.ExecuteReader();
        var rows = new Dictionary<string, (AttemptStatus, long, long, long)>();
        while (reader.Read())
        {
            // Add throws on a trace that stands there twice: every answer took one attempt.
            rows.Add(
                Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)),
                ((AttemptStatus)reader.GetInt32(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)));
        }

        return rows;
    }

    private static long SumOfDays(string path)
    {
        using var database = Open(path);
        using var command = database.CreateCommand();
        command.CommandText = "SELECT SUM(cost_nano) FROM usage_day";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static SqliteConnection Open(string path)
    {
        var database = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        database.Open();
        return database;
    }

    private static string Yaml(string baseUrl) => $$"""
        tenants:
          - name: acme
        providers:
          - name: engines
            dialect: openai
            base_urls: [{{baseUrl}}]
            deadlines: {connect: 1m}
        models:
          - name: small
            provider: engines
            id: sim-small!tokens-20!per-token-1ms
            price: {input: 0.15, output: 0.60}
        apps:
          - name: support
            model: small
        keys:
          - name: web
            tenant: acme
            secret: ${CRASH_KEY}
        """;
}

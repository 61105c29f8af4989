using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Contracts.Ids;
using Penstock.Gateway.Record;
using Penstock.Server.Tests.Hosting;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Features.Usage;

public sealed class UsageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_holds_every_attempt_that_was_settled_before_the_question()
    {
        await using var server = await RunningServer.StartAsync(Stop);

        for (var asked = 1; asked <= 5; asked++)
        {
            await server.ChatAsync("""{"model":"demo","user":"bob","messages":[{"role":"user","content":"Hi"}]}""", Stop);
            var (_, report) = await server.AdminAsync("usage?group_by=app,user", Stop);

            var row = Assert.Single(report.GetProperty("rows").EnumerateArray().ToList());
            Assert.Equal(("demo", "bob", asked), (row.GetProperty("app").GetString(), row.GetProperty("user").GetString(), row.GetProperty("requests").GetInt32()));
        }
    }

    [Fact]
    public async Task Every_grouping_sums_to_the_same_exact_cost()
    {
        await using var server = await RunningServer.StartAsync(Stop);
        var ledger = server.Server.Services.GetRequiredService<ILedger>();
        Settle(ledger, 1_000_000_000_000_000_001, "a", "big");
        Settle(ledger, 1, "a", "small");
        Settle(ledger, 2, "b", "small");

        foreach (var groups in new[] { "", "app", "model", "app,model,tenant,key,provider", "day", "user" })
        {
            var (_, report) = await server.AdminAsync($"usage?from=2026-05-01T00:00:00Z&group_by={groups}", Stop);
            var rows = report.GetProperty("rows").EnumerateArray().Sum(Cost);

            Assert.Equal(1_000_000_000.000000004m, Cost(report.GetProperty("totals")));
            Assert.Equal(groups.Length == 0 ? 0 : 1_000_000_000.000000004m, rows);
        }
    }

    [Fact]
    public async Task Spans_and_filters_narrow_the_sum()
    {
        await using var server = await RunningServer.StartAsync(Stop);
        var ledger = server.Server.Services.GetRequiredService<ILedger>();
        Settle(ledger, 1, "a", "big");
        Settle(ledger, 10, "b", "small");

        Assert.Equal(10, await NanoAsync(server, "from=2026-05-01T00:00:00Z&app=b"));
        Assert.Equal(1, await NanoAsync(server, "from=2026-05-04T00:00:00Z&to=2026-05-05T00:00:00Z&model=big"));
        Assert.Equal(11, await NanoAsync(server, "from=2026-05-04T11:59:00Z&to=2026-05-04T12:01:00Z"));
        Assert.Equal(0, await NanoAsync(server, "from=2026-05-05T00:00:00Z"));
    }

    [Theory]
    [InlineData("group_by=colour", "group_by")]
    [InlineData("from=2026-05-05T00:00:00Z&to=2026-05-04T00:00:00Z", "from")]
    public async Task A_question_that_makes_no_sense_is_refused_with_the_field(string query, string field)
    {
        await using var server = await RunningServer.StartAsync(Stop);

        var (status, problem) = await server.AdminAsync("usage?" + query, Stop);

        Assert.Equal((400, field), (status, problem.GetProperty("param").GetString()));
    }

    private static void Settle(ILedger ledger, long cost, string app, string model)
    {
        var started = Attempts.Started(app: app, trace: TraceId.New(Attempts.Noon)) with { Model = model };
        Assert.True(ledger.TryBegin(started));
        Assert.True(ledger.TrySettle(started.Settled(cost)));
    }

    private static async Task<long> NanoAsync(RunningServer server, string query)
    {
        var (_, report) = await server.AdminAsync("usage?" + query, Stop);
        return (long)(Cost(report.GetProperty("totals")) * 1_000_000_000m);
    }

    private static decimal Cost(JsonElement row) => row.GetProperty("cost_usd").GetDecimal();
}

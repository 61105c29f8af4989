using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Contracts.Admin.Keys;
using Penstock.Contracts.Admin.Usage;
using Penstock.Contracts.Faults;
using Penstock.Server.Storage;
using Penstock.Testing;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

/// <summary>Stores that break under a running server. A file or folder in the way stops the system's administrator too, permissions do not.</summary>
public sealed class StoreHealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_whose_journal_cannot_be_written_is_not_ready_until_it_can()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        var folder = Path.Combine(host.Data, "ledger");
        await PutInTheWayAsync(() =>
        {
            Directory.Delete(folder, recursive: true);
            File.WriteAllText(folder, "in the way");
        });

        var broken = await UntilAsync(host, HttpStatusCode.ServiceUnavailable, degraded: "");
        var refused = await ChatAsync(host);
        File.Delete(folder);
        await UntilAsync(host, HttpStatusCode.OK, degraded: "[]");

        Assert.StartsWith("""{"status":"not_ready","missing":["The ledger's journal cannot be written: """, broken);
        Assert.DoesNotContain(host.Data, broken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused);
        Assert.Equal(HttpStatusCode.OK, await ChatAsync(host));
    }

    [Fact]
    public async Task A_database_that_is_gone_is_named_while_requests_are_answered_and_found_again()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        var file = Path.Combine(host.Data, "penstock.db");
        File.Move(file, file + ".away");

        await UntilAsync(host, HttpStatusCode.OK, degraded: "The database cannot be written: its file is missing.");
        var answered = await ChatAsync(host);
        var metrics = await host.Http.GetStringAsync("/metrics", Token);
        var status = (await host.Admin.GetStatusAsync(Token)).Value!;
        File.Move(file + ".away", file);
        await UntilAsync(host, HttpStatusCode.OK, degraded: "[]");

        Assert.Equal(HttpStatusCode.OK, answered);
        Assert.Contains("penstock_store=\"database\"} 0", metrics);
        Assert.Contains("penstock_store=\"journal\"} 1", metrics);
        Assert.True(status.Ready);
        Assert.Single(status.Degraded);
        var usage = (await host.Admin.GetUsageAsync(new UsageQuery(), Token)).Value!;
        Assert.Equal(1, usage.Totals.Requests);
    }

    [Fact]
    public async Task Admin_calls_that_need_a_database_that_is_gone_say_what_is_wrong_and_change_nothing()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        var file = Path.Combine(host.Data, "penstock.db");
        File.Move(file, file + ".away");
        await UntilAsync(host, HttpStatusCode.OK, degraded: "The database cannot be written: its file is missing.");

        using var api = host.WithKey(host.AdminKey);
        using var usage = await api.GetAsync("/api/v1/usage", Token);
        var created = await host.Admin.CreateKeyAsync(new CreateKey { Name = "later", Tenant = "demo" }, Token);
        File.Move(file + ".away", file);
        await UntilAsync(host, HttpStatusCode.OK, degraded: "[]");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (usage.StatusCode, usage.Headers.RetryAfter?.Delta));
        Assert.Contains("\"code\":\"store_unavailable\"", await usage.Content.ReadAsStringAsync(Token));
        Assert.Equal(
            (FaultCode.StoreUnavailable, "The database cannot be used: its file is missing. Nothing was changed; try again when it is mended."),
            (created.Fault?.Code, created.Fault?.Detail));
        Assert.DoesNotContain((await host.Admin.ListKeysAsync(Token)).Value!.Items, key => key.Name == "later");
        Assert.True((await host.Admin.CreateKeyAsync(new CreateKey { Name = "later", Tenant = "demo" }, Token)).IsOk);
    }

    [Fact]
    public async Task A_backup_that_is_put_in_place_while_running_gets_what_was_recorded_meanwhile()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        var file = Path.Combine(host.Data, "penstock.db");
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<PenstockDb>>().CreateDbContextAsync(Token))
        {
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {file + ".backup"}", Token);
        }

        Remove(file);
        await File.WriteAllBytesAsync(file, [], Token);
        await ChatAsync(host);
        await UntilAsync(host, HttpStatusCode.OK, degraded: "The database cannot be written: ");
        Assert.Equal(HttpStatusCode.OK, await ChatAsync(host));
        Remove(file);
        File.Move(file + ".backup", file);
        await UntilAsync(host, HttpStatusCode.OK, degraded: "[]");

        var usage = (await host.Admin.GetUsageAsync(new UsageQuery(), Token)).Value!;
        Assert.Equal(2, usage.Totals.Requests);
    }

    [Fact]
    public async Task A_trace_store_that_is_gone_is_named_and_begun_again_when_it_can_be()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        var file = Path.Combine(host.Data, "traces.duckdb");
        await PutInTheWayAsync(() =>
        {
            File.Delete(file);
            Directory.CreateDirectory(file);
        });

        await UntilAsync(host, HttpStatusCode.OK, degraded: "The trace store cannot be written: ");
        Assert.Equal(HttpStatusCode.OK, await ChatAsync(host));
        Directory.Delete(file);
        await UntilAsync(host, HttpStatusCode.OK, degraded: "[]");

        await ChatAsync(host);
        var stored = (await host.Admin.ListTracesAsync(new Contracts.Admin.Traces.TraceQuery(), Token)).Value!;
        Assert.Single(stored.Items);
    }

    [Fact]
    public async Task A_process_that_may_write_no_more_refuses_instead_of_dying_and_goes_on_when_it_may()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/prlimit"), "Limits of a running process are changed with prlimit.");
        using var folder = TestFolder.Create();
        await using var server = await PenstockProcess.StartAsync(folder.In("data"), [], Token);
        using var http = new HttpClient { BaseAddress = server.Address };
        var key = (await File.ReadAllTextAsync(folder.In("data", "demo.key"), Token)).Trim();
        Assert.Equal(HttpStatusCode.OK, await ChatAsync(server.Address, key));

        await LimitFilesAsync(server, "64:unlimited");
        var broken = await UntilAsync(http, HttpStatusCode.ServiceUnavailable, degraded: "database");
        var refused = await ChatAsync(server.Address, key);
        await LimitFilesAsync(server, "unlimited:unlimited");
        await UntilAsync(http, HttpStatusCode.OK, degraded: "[]");

        Assert.Contains("The ledger's journal cannot be written", broken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused);
        Assert.Equal(HttpStatusCode.OK, await ChatAsync(server.Address, key));
        var usage = (await server.Admin((await File.ReadAllTextAsync(folder.In("data", "admin.key"), Token)).Trim()).GetUsageAsync(new UsageQuery(), Token)).Value!;
        Assert.Equal(2, usage.Totals.Requests);
    }

    // The server puts back what it misses, perhaps just between taking it away and putting something else there.
    private static Task PutInTheWayAsync(Action replace) => Eventually.IsSoAsync(
        () =>
        {
            try
            {
                replace();
                return true;
            }
            catch (Exception early) when (early is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        },
        Token);

    private static void Remove(string database)
    {
        foreach (var file in new[] { database, database + "-wal", database + "-shm" })
        {
            File.Delete(file);
        }
    }

    private static async Task LimitFilesAsync(PenstockProcess server, string limit)
    {
        using var prlimit = System.Diagnostics.Process.Start("/usr/bin/prlimit", ["--pid", server.Id.ToString(), "--fsize=" + limit]);
        await prlimit.WaitForExitAsync(Token);
        Assert.Equal(0, prlimit.ExitCode);
    }

    private static Task<string> UntilAsync(PenstockHost host, HttpStatusCode status, string degraded) => UntilAsync(host.Http, status, degraded);

    private static async Task<string> UntilAsync(HttpClient http, HttpStatusCode status, string degraded)
    {
        var ready = await Eventually.GetAsync(ReadAsync, ready => ready.Status == status && ready.Degraded.Contains(degraded, StringComparison.Ordinal), Token);
        return ready.Body;

        async Task<(HttpStatusCode Status, string Degraded, string Body)> ReadAsync()
        {
            using var answer = await http.GetAsync("/health/ready", Token);
            var body = (await answer.Content.ReadAsStringAsync(Token)).Replace("\\u0027", "'", StringComparison.Ordinal);
            return (answer.StatusCode, JsonDocument.Parse(body).RootElement.GetProperty("degraded").GetRawText(), body);
        }
    }

    private static Task<HttpStatusCode> ChatAsync(PenstockHost host) => ChatAsync(host.Address, host.DemoKey);

    private static async Task<HttpStatusCode> ChatAsync(Uri address, string key)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var body = new StringContent("""{"model":"demo","max_completion_tokens":2,"messages":[{"role":"user","content":"Hello"}]}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/v1/chat/completions", body, Token);
        return answer.StatusCode;
    }
}

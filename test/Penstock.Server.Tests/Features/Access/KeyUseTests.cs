using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Contracts.Admin.Keys;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Rows;
using Penstock.Testing;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Features.Access;

public sealed class KeyUseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_use_of_made_and_declared_keys_is_known_at_once_and_after_a_restart()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        var made = (await host.Admin.CreateKeyAsync(new CreateKey { Name = "site", Tenant = "demo" }, Token)).Value!;
        var idle = (await host.Admin.CreateKeyAsync(new CreateKey { Name = "idle", Tenant = "demo" }, Token)).Value!;
        var before = DateTimeOffset.UtcNow;

        await ListModelsAsync(host, made.Secret);
        await ListModelsAsync(host, host.DemoKey);
        var after = DateTimeOffset.UtcNow;
        var now = await LastUsesAsync(host);
        await host.RestartAsync(Token);
        var later = await LastUsesAsync(host);

        Assert.InRange(now["site"]!.Value, before, after);
        Assert.InRange(now["demo"]!.Value, before, after);
        Assert.Null(now["idle"]);
        Assert.Null((await host.Admin.GetKeyAsync(idle.Id, Token)).Value!.LastUsedAt);
        Assert.Equal(Microseconds(now["site"]), Microseconds(later["site"]));
        Assert.Equal(Microseconds(now["demo"]), Microseconds(later["demo"]));
        Assert.Null(later["idle"]);
    }

    [Fact]
    public async Task A_refused_request_is_a_use_and_a_key_that_opens_nothing_is_not_used()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        var limited = (await host.Admin.CreateKeyAsync(new CreateKey { Name = "site", Tenant = "demo", Allowed = ["large"] }, Token)).Value!;
        var disabled = (await host.Admin.CreateKeyAsync(new CreateKey { Name = "off", Tenant = "demo" }, Token)).Value!;
        await host.Admin.UpdateKeyAsync(disabled.Id, new UpdateKey { Disabled = true }, Token);

        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(host, limited.Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, disabled.Secret));

        var uses = await LastUsesAsync(host);
        Assert.NotNull(uses["site"]);
        Assert.Null(uses["off"]);
    }

    [Fact]
    public async Task A_use_is_written_while_the_server_runs_so_that_a_kill_loses_seconds()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        await ListModelsAsync(host, host.DemoKey);
        var first = await UntilWrittenAsync(host, DateTimeOffset.UnixEpoch);

        await ListModelsAsync(host, host.DemoKey);
        var second = await UntilWrittenAsync(host, first);

        Assert.True(second > first);
    }

    private static async Task<DateTimeOffset> UntilWrittenAsync(PenstockHost host, DateTimeOffset after)
    {
        var row = await Eventually.GetAsync(ReadAsync, row => row?.LastUsedAt > after, Token);
        return row!.LastUsedAt;

        async Task<KeyUseRow?> ReadAsync()
        {
            await using var db = await host.Services.GetRequiredService<IDbContextFactory<PenstockDb>>().CreateDbContextAsync(Token);
            return await db.KeyUses.SingleOrDefaultAsync(Token);
        }
    }

    private static async Task<Dictionary<string, DateTimeOffset?>> LastUsesAsync(PenstockHost host) =>
        (await host.Admin.ListKeysAsync(Token)).Value!.Items.ToDictionary(key => key.Name, key => key.LastUsedAt);

    // What the database keeps.
    private static long? Microseconds(DateTimeOffset? time) => time is { } value ? UnixMicroseconds.From(value) : null;

    private static async Task ListModelsAsync(PenstockHost host, string secret)
    {
        using var http = host.WithKey(secret);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/v1/models", Token)).StatusCode);
    }

    private static async Task<HttpStatusCode> AskAsync(PenstockHost host, string secret)
    {
        using var http = host.WithKey(secret);
        var body = new { model = "demo", max_completion_tokens = 2, messages = new[] { new { role = "user", content = "Hello" } } };
        using var answer = await http.PostAsJsonAsync("/v1/chat/completions", body, Token);
        return answer.StatusCode;
    }
}

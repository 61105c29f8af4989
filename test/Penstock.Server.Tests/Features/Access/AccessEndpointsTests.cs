using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Penstock.Contracts.Admin.Keys;
using Penstock.Contracts.Faults;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Features.Access;

public sealed class AccessEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_opens_the_data_plane_from_its_making_to_its_revocation_through_a_rotation_without_a_refused_call()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, "psk-not-a-key"));

        var made = (await host.Admin.CreateKeyAsync(new CreateKey { Name = "site", Tenant = "demo" }, Token)).Value!;
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, made.Secret));

        var rotated = (await host.Admin.RotateKeyAsync(made.Id, new RotateKey { GraceS = 600 }, Token)).Value!;
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, made.Secret));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, rotated.Secret));

        var last = (await host.Admin.RotateKeyAsync(made.Id, new RotateKey { GraceS = 0 }, Token)).Value!;
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, made.Secret));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, last.Secret));

        Assert.Null(await host.Admin.RevokeKeyAsync(made.Id, Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, last.Secret));
    }

    [Fact]
    public async Task A_key_may_name_only_what_it_is_allowed()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);

        var key = (await host.Admin.CreateKeyAsync(new CreateKey { Name = "site", Tenant = "demo", Allowed = ["large"] }, Token)).Value!;

        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(host, key.Secret));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, key.Secret, "large"));
    }

    [Fact]
    public async Task A_limit_that_is_changed_holds_from_the_next_request()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        var key = (await host.Admin.CreateKeyAsync(new CreateKey { Name = "site", Tenant = "demo" }, Token)).Value!;
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, key.Secret));

        await host.Admin.UpdateKeyAsync(key.Id, new UpdateKey { Limits = new LimitsView { RequestsPerMinute = 1 } }, Token);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, key.Secret));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(host, key.Secret));
    }

    [Fact]
    public async Task Declared_and_made_keys_are_listed_by_name_without_secrets()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        var made = (await host.Admin.CreateKeyAsync(new CreateKey { Name = "a-site", Tenant = "demo" }, Token)).Value!;

        var keys = (await host.Admin.ListKeysAsync(Token)).Value!.Items;
        var tenants = (await host.Admin.ListTenantsAsync(Token)).Value!.Items;
        using var api = host.WithKey(host.AdminKey);
        var text = await api.GetStringAsync("/api/v1/keys", Token);

        Assert.Equal([("a-site", "api"), ("demo", "file")], keys.Select(key => (key.Name, key.Source)));
        Assert.Equal(("demo", 2), (Assert.Single(tenants).Name, tenants[0].Keys));
        Assert.DoesNotContain(made.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(host.DemoKey, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_problems_with_a_code_and_the_field_at_fault()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);

        var tenant = (await host.Admin.CreateKeyAsync(new CreateKey { Name = "site", Tenant = "nobody" }, Token)).Fault!;
        var declared = (await host.Admin.UpdateKeyAsync("demo", new UpdateKey { Disabled = true }, Token)).Fault!;
        var missing = (await host.Admin.GetKeyAsync("nothing", Token)).Fault!;

        Assert.Equal((FaultCode.RequestInvalid, "tenant"), (tenant.Code, tenant.Param));
        Assert.Equal(FaultCode.Conflict, declared.Code);
        Assert.Equal("The configuration declares the key demo; change it there.", declared.Detail);
        Assert.Equal(FaultCode.NotFound, missing.Code);
    }

    [Theory]
    [InlineData("""{"name":"site"}""")]
    [InlineData("""{"name":"site","tenant":"demo","colour":"red"}""")]
    [InlineData("""{"name":"site","tenant":"demo","limits":{"requests_per_minute":"many"}}""")]
    [InlineData("""{"name":null,"tenant":"demo"}""")]
    [InlineData("""{"name":"site","tenant":"demo","allowed":[null]}""")]
    [InlineData("""[]""")]
    [InlineData("""{"name":""")]
    [InlineData("")]
    public async Task A_body_that_is_not_a_key_is_a_clear_400(string body)
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        using var api = host.WithKey(host.AdminKey);

        using var answer = await api.PostAsync(
            "/api/v1/keys", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Token);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("request_invalid", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Rotation_without_a_body_gives_the_usual_grace()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        var key = (await host.Admin.CreateKeyAsync(new CreateKey { Name = "site", Tenant = "demo" }, Token)).Value!;
        using var api = host.WithKey(host.AdminKey);

        using var answer = await api.PostAsync($"/api/v1/keys/{key.Id}/rotate", null, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, key.Secret));
    }

    private static async Task<HttpStatusCode> AskAsync(PenstockHost host, string secret, string model = "demo")
    {
        using var http = host.WithKey(secret);
        using var answer = await http.PostAsJsonAsync(
            "/v1/chat/completions", new { model, messages = new[] { new { role = "user", content = "Hello" } }, max_tokens = 5 }, Token);
        return answer.StatusCode;
    }
}

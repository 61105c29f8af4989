using System.Net;
using System.Text;
using System.Text.Json;
using Penstock.Contracts.Admin.Models;
using Penstock.Contracts.Faults;
using Penstock.Testing;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Features.Registry;

public sealed class RegistryEndpointsTests
{
    private const string Yaml =
        """
        tenants: [{name: acme}]
        providers:
          - {name: engines, dialect: openai, base_urls: ["http://127.0.0.1:1/v1"], api_key: "${ENGINES_KEY}", deadlines: {connect: 1s}}
        models:
          - {name: small, provider: engines, id: x, context_window: 100, price: {input: 0.15, cached_input: 0.075, output: 0.6}}
          - {name: spare, provider: engines, id: y}
        apps:
          - {name: support, model: small, fallbacks: [spare], system: You answer briefly., parameters: {temperature: 0.2}, owner: team}
        keys: [{name: web, tenant: acme, secret: "${WEB_KEY}"}]
        """;

    private static readonly (string, string)[] Variables =
        [("ENGINES_KEY", "engines-secret-value"), ("WEB_KEY", "web-secret-value-0123456789")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_registry_shows_what_the_configuration_declares()
    {
        await using var host = await PenstockHost.StartAsync(Yaml, Token, Variables);

        var models = (await host.Admin.ListModelsAsync(Token)).Value!.Items;
        var app = (await host.Admin.GetAppAsync("support", Token)).Value!;
        var provider = (await host.Admin.GetProviderAsync("engines", Token)).Value!;

        Assert.Equal(["small", "spare"], models.Select(model => model.Name));
        Assert.Equal(new PriceView(0.15m, 0.075m, 0.15m, 0.6m), models[0].Price);
        Assert.Equal(["support"], models[1].Apps);
        Assert.Equal(("small", true, "team", false), (app.Model, app.HasSystem, app.Owner, app.RecordContent));
        Assert.Equal(["spare"], app.Fallbacks);
        Assert.StartsWith("rel_", app.Release, StringComparison.Ordinal);
        Assert.Equal(("openai", true, false), (provider.Dialect, provider.HasKey, provider.Simulated));
        Assert.Equal(("http://127.0.0.1:1/v1", "unused"), (provider.Endpoints[0].Url, provider.Endpoints[0].Health));
        Assert.Equal(["small", "spare"], provider.Models);
        Assert.Equal(FaultCode.NotFound, (await host.Admin.GetAppAsync("nothing", Token)).Fault!.Code);
        Assert.Equal(FaultCode.NotFound, (await host.Admin.GetProviderAsync("nothing", Token)).Fault!.Code);
    }

    [Fact]
    public async Task No_answer_holds_a_secret()
    {
        await using var host = await PenstockHost.StartAsync(Yaml, Token, Variables);
        using var api = host.WithKey(host.AdminKey);

        foreach (var path in new[] { "config", "keys", "providers", "providers/engines", "models", "apps", "apps/support", "tenants", "status", "schema" })
        {
            var text = await api.GetStringAsync($"/api/v1/{path}", Token);
            Assert.All(Variables, variable => Assert.DoesNotContain(variable.Item2, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_built_in_provider_says_that_it_is_simulated_and_answers_a_check()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);

        var provider = Assert.Single((await host.Admin.ListProvidersAsync(Token)).Value!.Items);
        var check = (await host.Admin.CheckProviderAsync(provider.Name, Token)).Value!;

        Assert.True(provider.Simulated);
        Assert.True(check.Ok);
        Assert.Equal(200, check.Endpoints[0].HttpStatus);
        Assert.True(check.Endpoints[0].LatencyMs > 0);
    }

    [Fact]
    public async Task A_check_of_a_provider_that_is_not_there_says_so()
    {
        await using var host = await PenstockHost.StartAsync(Yaml, Token, Variables);

        var check = (await host.Admin.CheckProviderAsync("engines", Token)).Value!;

        Assert.False(check.Ok);
        Assert.Null(check.Endpoints[0].HttpStatus);
        Assert.Equal("It cannot be reached: ConnectionRefused.", check.Endpoints[0].Detail);
    }

    [Fact]
    public async Task A_configuration_is_planned_applied_and_shown()
    {
        await using var host = await PenstockHost.StartAsync(null, Token, Variables);
        var before = (await host.Admin.GetConfigAsync(Token)).Value!;

        var plan = (await host.Admin.PlanConfigAsync(Yaml, Token)).Value!;
        var applied = (await host.Admin.ApplyConfigAsync(Yaml, before.Hash, Token)).Value!;
        var after = (await host.Admin.GetConfigAsync(Token)).Value!;

        Assert.Equal("builtin", before.Source);
        Assert.True(plan is { Ok: true, Applied: false });
        Assert.Contains(plan.Changes, change => change is { Kind: "add", What: "app/support" });
        Assert.Contains(plan.Changes, change => change is { Kind: "remove", What: "app/demo" });
        Assert.True(applied is { Ok: true, Applied: true });
        Assert.Equal(("api", applied.Hash, Yaml), (after.Source, after.Hash, after.Text));
        Assert.Equal(FaultCode.Conflict, (await host.Admin.ApplyConfigAsync(Yaml, before.Hash, Token)).Fault!.Code);
    }

    [Fact]
    public async Task A_configuration_with_mistakes_is_a_422_that_lists_them()
    {
        await using var host = await PenstockHost.StartAsync(null, Token, Variables);
        using var api = host.WithKey(host.AdminKey);
        const string text = "apps: [{name: a, model: none, colour: red}]";

        using var answer = await api.PutAsync("/api/v1/config", new StringContent(text, Encoding.UTF8, "application/yaml"), Token);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
        var plan = (await host.Admin.ApplyConfigAsync(text, null, Token)).Value!;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("configuration_invalid", problem.GetProperty("code").GetString());
        Assert.Equal("apps[0].model", problem.GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Equal(2, problem.GetProperty("errors").GetArrayLength());
        Assert.False(plan.Ok);
        Assert.Equal(["apps[0].model", "apps[0].colour"], plan.Errors.Select(error => error.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0000\u0001")]
    [InlineData("[[[[[[[[")]
    [InlineData("a: &a [*a]")]
    public async Task A_plan_of_nonsense_is_an_answer_with_mistakes(string text)
    {
        await using var host = await PenstockHost.StartAsync(null, Token);

        var plan = (await host.Admin.PlanConfigAsync(text, Token)).Value!;

        Assert.False(plan.Ok);
        Assert.NotEmpty(plan.Errors);
    }

    [Fact]
    public async Task A_file_that_changes_is_live_without_a_refused_request_and_a_bad_one_is_shown()
    {
        await using var host = await PenstockHost.StartAsync(Yaml, Token, Variables);

        await host.WriteConfigAsync(Yaml.Replace("name: support", "name: help", StringComparison.Ordinal), Token);
        await Eventually.IsSoAsync(async () => (await host.Admin.GetAppAsync("help", Token)).IsOk, Token);
        await host.WriteConfigAsync("apps: nonsense", Token);
        await Eventually.IsSoAsync(async () => (await host.Admin.GetStatusAsync(Token)).Value!.Snapshot!.LastRefusal is not null, Token);

        var snapshot = (await host.Admin.GetStatusAsync(Token)).Value!.Snapshot!;
        Assert.Equal(("file", host.ConfigFile), (snapshot.Source, snapshot.File));
        Assert.Equal((1, 7, "apps"), (snapshot.LastRefusal!.Errors[0].Line, snapshot.LastRefusal.Errors[0].Column, snapshot.LastRefusal.Errors[0].Path));
        Assert.True((await host.Admin.GetAppAsync("help", Token)).IsOk);
        Assert.Equal(FaultCode.Conflict, (await host.Admin.ApplyConfigAsync(Yaml, null, Token)).Fault!.Code);
    }

    [Fact]
    public async Task The_schema_is_served_as_it_is_committed()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        using var api = host.WithKey(host.AdminKey);

        var text = await api.GetStringAsync("/api/v1/schema", Token);

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Snapshots.SnapshotFiles.Root, "docs", "penstock.schema.json"), Token), text);
    }
}

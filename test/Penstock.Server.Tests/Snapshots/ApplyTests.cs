using System.Text;
using Penstock.Contracts.Admin.Config;
using Penstock.Contracts.Faults;
using Penstock.Server.Snapshots;
using Penstock.Server.Snapshots.Sources;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Snapshots;

public sealed class ApplyTests : IDisposable
{
    private const string First =
        """
        tenants: [{name: acme}]
        providers: [{name: engines, dialect: openai, base_urls: ["http://127.0.0.1:9001/v1"], api_key: "${ENGINES_KEY}"}]
        models: [{name: small, provider: engines, id: x, price: {input: 1}}]
        apps: [{name: support, model: small, system: You answer., parameters: {temperature: 0.2}}]
        keys: [{name: web, tenant: acme, secret: "${WEB_KEY}"}]
        """;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Without_a_file_the_built_in_document_is_in_force()
    {
        await using var plane = await ControlPlane.OpenAsync(_temp);

        Assert.True(await plane.Snapshots.WillUseBuiltInAsync(ControlPlane.Stop));
        Assert.Null(await plane.Snapshots.StartAsync(
            new BuiltInValues(new Uri("http://127.0.0.1:5999/v1"), "demo-secret-0123456789"), ControlPlane.Stop));

        var state = plane.Snapshots.Current!;
        Assert.Equal(SnapshotSource.BuiltIn, state.Source);
        Assert.Equal(["demo"], state.Settings.Apps.Select(app => app.Name));
        Assert.Equal(["demo"], state.Settings.Keys.Select(key => key.Name));
        Assert.Equal(new Uri("http://127.0.0.1:5999/v1"), state.Settings.Providers[0].BaseUrls[0]);
        Assert.Empty(state.Document.Warnings);
        Assert.DoesNotContain("demo-secret", plane.Config.Get().Value!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_applied_document_is_in_force_and_survives_a_restart()
    {
        await using (var plane = await ControlPlane.StartAsync(_temp))
        {
            var outcome = await ApplyAsync(plane, First);
            Assert.True(outcome.Value!.Applied);
            Assert.Equal("support", plane.Gateway.Current!.Settings.Apps[0].Name);
        }

        await using var again = await ControlPlane.OpenAsync(_temp);
        Assert.False(await again.Snapshots.WillUseBuiltInAsync(ControlPlane.Stop));
        Assert.Null(await again.Snapshots.StartAsync(null, ControlPlane.Stop));
        Assert.Equal(SnapshotSource.Api, again.Snapshots.Current!.Source);
        Assert.Equal("support", again.Gateway.Current!.Settings.Apps[0].Name);
    }

    [Fact]
    public async Task A_plan_says_what_changes_field_by_field_and_changes_nothing()
    {
        await using var plane = await ControlPlane.StartAsync(_temp);
        await ApplyAsync(plane, First);

        var plan = Plan(plane, First
            .Replace("temperature: 0.2", "temperature: 0.4, top_p: 1", StringComparison.Ordinal)
            .Replace("price: {input: 1}", "context_window: 100", StringComparison.Ordinal)
            .Replace("name: web", "name: site", StringComparison.Ordinal) + "\nreceive: {max_depth: 32}");

        Assert.True(plan.Ok);
        Assert.False(plan.Applied);
        Assert.Equal(
            ["add key/site", "add receive", "change model/small", "change app/support", "remove key/web"],
            plan.Changes.Select(change => $"{change.Kind} {change.What}"));
        Assert.Equal(
            [new ConfigFieldChange("parameters.temperature", "0.2", "0.4"), new ConfigFieldChange("parameters.top_p", null, "1")],
            plan.Changes.Single(change => change.What == "app/support").Fields);
        Assert.Equal(
            [new ConfigFieldChange("price.input", "1"), new ConfigFieldChange("context_window", null, "100")],
            plan.Changes.Single(change => change.What == "model/small").Fields);
        Assert.Equal("${WEB_KEY}", plan.Changes[0].Fields.Single(field => field.Name == "secret").To);
        Assert.Equal("web", plane.Snapshots.Current!.Settings.Keys[0].Name);
    }

    [Fact]
    public async Task A_document_with_mistakes_is_told_and_not_applied()
    {
        await using var plane = await ControlPlane.StartAsync(_temp);

        var outcome = await ApplyAsync(plane, First.Replace("model: small", "model: smal", StringComparison.Ordinal));

        Assert.False(outcome.Value!.Ok);
        var error = Assert.Single(outcome.Value.Errors);
        Assert.Equal((4, "apps[0].model"), (error.Line, error.Path));
        Assert.Equal(SnapshotSource.BuiltIn, plane.Snapshots.Current!.Source);
    }

    [Fact]
    public async Task A_secret_in_plain_text_is_not_stored()
    {
        await using var plane = await ControlPlane.StartAsync(_temp);

        var outcome = await ApplyAsync(plane, First
            .Replace("${WEB_KEY}", "plain-secret-value", StringComparison.Ordinal)
            .Replace("${ENGINES_KEY}", "${ENGINES_KEY:-plain-default-value}", StringComparison.Ordinal));

        Assert.Equal(["providers[0].api_key", "keys[0].secret"], outcome.Value!.Errors.Select(error => error.Path));
        await using var db = await plane.OpenDatabaseAsync();
        Assert.Empty(db.AppliedConfigs);
    }

    [Fact]
    public async Task A_change_against_another_document_than_expected_is_a_conflict()
    {
        await using var plane = await ControlPlane.StartAsync(_temp);
        var hash = plane.Snapshots.Current!.Document.Hash;
        await ApplyAsync(plane, First, hash);

        var outcome = await ApplyAsync(plane, First + "\nreceive: {max_depth: 32}", hash);

        Assert.Equal(FaultCode.Conflict, outcome.Fault!.Code);
    }

    [Fact]
    public async Task A_server_that_reads_a_file_says_to_change_the_file()
    {
        var path = Path.Combine(_temp.Folder.Path, "penstock.yaml");
        await File.WriteAllTextAsync(path, First, ControlPlane.Stop);
        await using var plane = await ControlPlane.StartAsync(_temp, path);

        var outcome = await ApplyAsync(plane, First);

        Assert.Equal(FaultCode.Conflict, outcome.Fault!.Code);
        Assert.Equal($"This server reads {path}; change that file.", outcome.Fault.Detail);
        Assert.True(Plan(plane, First).Ok);
    }

    [Fact]
    public async Task Secrets_that_stand_in_the_file_are_never_shown()
    {
        var path = Path.Combine(_temp.Folder.Path, "penstock.yaml");
        await File.WriteAllTextAsync(
            path,
            First.Replace("\"${WEB_KEY}\"", "plain-secret-value", StringComparison.Ordinal)
                .Replace("\"${ENGINES_KEY}\"", "'sk-plain' , headers: {authorization: \"plain\\u0020header\"}", StringComparison.Ordinal),
            ControlPlane.Stop);
        await using var plane = await ControlPlane.StartAsync(_temp, path);

        var shown = plane.Config.Get().Value!.Text;
        var plan = Plan(plane, First);

        Assert.Equal(
            First.Replace("\"${WEB_KEY}\"", "\"(secret)\"", StringComparison.Ordinal)
                .Replace("\"${ENGINES_KEY}\"", "\"(secret)\" , headers: {authorization: \"(secret)\"}", StringComparison.Ordinal),
            shown);
        Assert.Contains(new ConfigFieldChange("api_key", "(secret)", "${ENGINES_KEY}"), plan.Changes[0].Fields);
        Assert.Contains(Plan(plane, shown).Errors, error => error.Message.Contains("was hidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_applied_what_is_in_the_audit()
    {
        await using var plane = await ControlPlane.StartAsync(_temp);

        await ApplyAsync(plane, First);

        await using var db = await plane.OpenDatabaseAsync();
        var note = Assert.Single(db.Audit);
        Assert.Equal(("tester", "config.apply", plane.Snapshots.Current!.Document.Hash), (note.Actor, note.Action, note.Target));
        Assert.Contains("add app/support", note.Detail, StringComparison.Ordinal);
    }

    private static ConfigPlan Plan(ControlPlane plane, string text) => plane.Config.Plan(Encoding.UTF8.GetBytes(text));

    private static Task<Outcome<ConfigPlan>> ApplyAsync(ControlPlane plane, string text, string? ifMatch = null) =>
        plane.Config.ApplyAsync(Encoding.UTF8.GetBytes(text), ifMatch, "tester", ControlPlane.Stop);
}

using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Penstock.Contracts.Admin.Keys;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Tests.Snapshots;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Features.Access;

public sealed class KeyServiceTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => ControlPlane.Stop;

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_made_key_opens_the_gateway_at_once_and_shows_its_secret_only_then()
    {
        await using var plane = await StartAsync();

        var issued = (await CreateAsync(plane, new CreateKey
        {
            Name = "site",
            Tenant = "demo",
            Limits = new LimitsView { RequestsPerMinute = 60 },
            Allowed = ["demo"],
        })).Value!;

        Assert.StartsWith("psk-", issued.Secret, StringComparison.Ordinal);
        Assert.Equal(47, issued.Secret.Length);
        var inForce = Find(plane, issued.Secret)!;
        Assert.Equal((issued.Id, "site", "demo", 60), (inForce.Id, inForce.Name, inForce.Tenant, inForce.Limits.RequestsPerMinute));
        Assert.Equal(["demo"], inForce.Allowed!);
        var shown = (await plane.Keys.GetAsync(issued.Id, Stop)).Value!;
        Assert.IsNotType<IssuedKeyView>(shown);
        Assert.Equal(("api", issued.Secret[^4..]), (shown.Source, shown.Hint));
    }

    [Fact]
    public async Task The_secret_is_stored_only_as_its_hash()
    {
        await using var plane = await StartAsync();
        var secret = (await CreateAsync(plane, "site")).Secret;

        await using var db = await plane.OpenDatabaseAsync();
        Assert.Equal(KeyHash.Of(secret).ToBytes(), (await db.KeySecrets.SingleAsync(Stop)).Hash);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Stop);
        await using var file = new FileStream(_temp.Folder.Database, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, Stop);
        Assert.Equal(-1, content.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret)));
    }

    [Fact]
    public async Task Keys_survive_a_restart()
    {
        string secret;
        await using (var plane = await StartAsync())
        {
            secret = (await CreateAsync(plane, "site")).Secret;
        }

        await using var again = await StartAsync();
        Assert.Equal("site", Find(again, secret)!.Name);
    }

    [Fact]
    public async Task Rotation_gives_a_new_secret_and_leaves_the_old_one_its_grace()
    {
        await using var plane = await StartAsync();
        var first = await CreateAsync(plane, "site");

        var second = (await plane.Keys.RotateAsync(first.Id, new RotateKey { GraceS = 60 }, "tester", Stop)).Value!;

        Assert.NotEqual(first.Secret, second.Secret);
        Assert.Equal(second.Secret[^4..], second.Hint);
        Assert.Equal(_clock.GetUtcNow().AddSeconds(60), ExpiryOf(plane, first.Secret));
        Assert.Null(ExpiryOf(plane, second.Secret));
        Assert.Equal(2, second.Secrets.Count);

        _clock.Advance(TimeSpan.FromSeconds(61));
        var third = (await plane.Keys.RotateAsync(first.Id, new RotateKey { GraceS = 0 }, "tester", Stop)).Value!;
        Assert.Single(third.Secrets);
        Assert.Null(Find(plane, first.Secret));
        Assert.Null(Find(plane, second.Secret));
        Assert.NotNull(Find(plane, third.Secret));
    }

    [Fact]
    public async Task A_disabled_key_is_gone_from_the_gateway_until_it_is_enabled()
    {
        await using var plane = await StartAsync();
        var key = await CreateAsync(plane, "site");

        var disabled = await plane.Keys.UpdateAsync(key.Id, new UpdateKey { Disabled = true }, "tester", Stop);
        Assert.True(disabled.Value!.Disabled);
        Assert.Null(Find(plane, key.Secret));

        await plane.Keys.UpdateAsync(key.Id, new UpdateKey { Disabled = false }, "tester", Stop);
        Assert.NotNull(Find(plane, key.Secret));
    }

    [Fact]
    public async Task A_change_touches_only_what_it_names()
    {
        await using var plane = await StartAsync();
        var until = _clock.GetUtcNow().AddDays(1);
        var key = (await CreateAsync(plane, new CreateKey
        {
            Name = "site",
            Tenant = "demo",
            Allowed = ["demo"],
            ExpiresAt = until,
            Limits = new LimitsView { TokensPerMinute = 5 },
        })).Value!;

        var limited = (await plane.Keys.UpdateAsync(
            key.Id, new UpdateKey { Limits = new LimitsView { ConcurrentRequests = 2 } }, "tester", Stop)).Value!;
        Assert.Equal(new LimitsView { ConcurrentRequests = 2 }, limited.Limits);
        Assert.Equal(until, limited.ExpiresAt);
        Assert.Equal(["demo"], limited.Allowed!);

        var open = (await plane.Keys.UpdateAsync(
            key.Id, new UpdateKey { Allowed = ["*"], NeverExpires = true }, "tester", Stop)).Value!;
        Assert.Null(open.Allowed);
        Assert.Null(open.ExpiresAt);
        Assert.Equal(new LimitsView { ConcurrentRequests = 2 }, open.Limits);
        Assert.Null(Find(plane, key.Secret)!.Allowed);
    }

    [Fact]
    public async Task A_revoked_key_is_gone_for_good()
    {
        await using var plane = await StartAsync();
        var key = await CreateAsync(plane, "site");

        Assert.Null(await plane.Keys.RevokeAsync(key.Id, "tester", Stop));

        Assert.Null(Find(plane, key.Secret));
        Assert.Equal(FaultCode.NotFound, (await plane.Keys.GetAsync(key.Id, Stop)).Fault!.Code);
        Assert.Equal(FaultCode.NotFound, (await plane.Keys.RevokeAsync(key.Id, "tester", Stop))!.Code);
        await using var db = await plane.OpenDatabaseAsync();
        Assert.Empty(db.KeySecrets);
    }

    [Fact]
    public async Task A_declared_key_can_only_be_changed_where_it_is_declared()
    {
        await using var plane = await StartAsync();

        var update = await plane.Keys.UpdateAsync("demo", new UpdateKey { Disabled = true }, "tester", Stop);
        var rotate = await plane.Keys.RotateAsync("demo", new RotateKey(), "tester", Stop);
        var revoke = await plane.Keys.RevokeAsync("demo", "tester", Stop);

        Assert.All([update.Fault, rotate.Fault, revoke], fault => Assert.Equal(FaultCode.Conflict, fault!.Code));
        Assert.Equal("file", (await plane.Keys.GetAsync("demo", Stop)).Value!.Source);
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", "has space")]
    [InlineData("tenant", "nobody")]
    [InlineData("allowed", "nothing")]
    [InlineData("limits.requests_per_minute", "0")]
    [InlineData("expires_at", "past")]
    public async Task What_cannot_be_a_key_is_refused_with_the_field_at_fault(string param, string value)
    {
        await using var plane = await StartAsync();

        var outcome = await CreateAsync(plane, new CreateKey
        {
            Name = param == "name" ? value : "site",
            Tenant = param == "tenant" ? value : "demo",
            Allowed = param == "allowed" ? [value] : null,
            Limits = param.StartsWith("limits", StringComparison.Ordinal) ? new LimitsView { RequestsPerMinute = 0 } : null,
            ExpiresAt = param == "expires_at" ? _clock.GetUtcNow() : null,
        });

        Assert.Equal((FaultCode.RequestInvalid, param), (outcome.Fault!.Code, outcome.Fault.Param));
    }

    [Fact]
    public async Task A_name_is_taken_by_declared_and_made_keys_alike()
    {
        await using var plane = await StartAsync();
        await CreateAsync(plane, "site");

        Assert.Equal(FaultCode.Conflict, (await CreateAsync(plane, new CreateKey { Name = "site", Tenant = "demo" })).Fault!.Code);
        Assert.Equal(FaultCode.Conflict, (await CreateAsync(plane, new CreateKey { Name = "demo", Tenant = "demo" })).Fault!.Code);
    }

    [Fact]
    public async Task Keys_made_at_once_all_open_and_no_name_is_given_twice()
    {
        await using var plane = await StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => CreateAsync(plane, new CreateKey { Name = $"key-{i % 10}", Tenant = "demo" })));

        Assert.Equal(10, outcomes.Count(outcome => outcome.IsOk));
        Assert.All(outcomes.Where(outcome => outcome.IsOk), outcome => Assert.NotNull(Find(plane, outcome.Value!.Secret)));
        Assert.All(outcomes.Where(outcome => !outcome.IsOk), outcome => Assert.Equal(FaultCode.Conflict, outcome.Fault!.Code));
    }

    [Fact]
    public async Task A_key_that_clashes_with_the_file_is_suspended_and_comes_back()
    {
        var path = Path.Combine(_temp.Folder.Path, "penstock.yaml");
        await File.WriteAllTextAsync(path, "tenants: [{name: demo}, {name: other}]", Stop);
        await using var plane = await ControlPlane.StartAsync(_temp, path, _clock);
        var named = await CreateAsync(plane, "web");
        var orphan = (await CreateAsync(plane, new CreateKey { Name = "orphan", Tenant = "other" })).Value!;

        await File.WriteAllTextAsync(path, "tenants: [{name: demo}]\nkeys: [{name: web, tenant: demo, secret: \"${WEB_KEY}\"}]", Stop);
        await plane.Snapshots.ReloadFileAsync(Stop);

        Assert.Null(Find(plane, named.Secret));
        Assert.Null(Find(plane, orphan.Secret));
        Assert.NotNull(Find(plane, ControlPlane.Secret));
        Assert.Contains("declares a key named web", (await plane.Keys.GetAsync(named.Id, Stop)).Value!.Suspended, StringComparison.Ordinal);
        Assert.Contains("tenant other", (await plane.Keys.GetAsync(orphan.Id, Stop)).Value!.Suspended, StringComparison.Ordinal);
        Assert.Equal(2, plane.Log.GetSnapshot().Count(entry => entry.Id.Id == 14005));

        await File.WriteAllTextAsync(path, "tenants: [{name: demo}, {name: other}]", Stop);
        await plane.Snapshots.ReloadFileAsync(Stop);
        Assert.NotNull(Find(plane, named.Secret));
        Assert.NotNull(Find(plane, orphan.Secret));
    }

    [Fact]
    public async Task Every_change_leaves_an_audit_row_without_a_secret()
    {
        await using var plane = await StartAsync();
        var key = await CreateAsync(plane, "site");
        await plane.Keys.UpdateAsync(key.Id, new UpdateKey { Disabled = true, Limits = new LimitsView() }, "tester", Stop);
        var rotated = (await plane.Keys.RotateAsync(key.Id, new RotateKey(), "tester", Stop)).Value!;
        await plane.Keys.RevokeAsync(key.Id, "tester", Stop);

        await using var db = await plane.OpenDatabaseAsync();
        var notes = await db.Audit.OrderBy(note => note.Id).ToListAsync(Stop);
        Assert.Equal(["key.create", "key.update", "key.rotate", "key.revoke"], notes.Select(note => note.Action));
        Assert.All(notes, note => Assert.Equal(("tester", key.Id), (note.Actor, note.Target)));
        Assert.Equal("limits, disabled", notes[1].Detail);
        Assert.DoesNotContain(notes, note => note.Detail.Contains(rotated.Secret, StringComparison.Ordinal));
    }

    private static KeySettings? Find(ControlPlane plane, string secret) =>
        plane.Gateway.Current!.Settings.Keys.FirstOrDefault(key => key.Secrets.Any(known => known.Hash == KeyHash.Of(secret)));

    private static DateTimeOffset? ExpiryOf(ControlPlane plane, string secret) =>
        Find(plane, secret)!.Secrets.Single(known => known.Hash == KeyHash.Of(secret)).ExpiresAt;

    private static Task<Outcome<IssuedKeyView>> CreateAsync(ControlPlane plane, CreateKey request) =>
        plane.Keys.CreateAsync(request, "tester", Stop);

    private static async Task<IssuedKeyView> CreateAsync(ControlPlane plane, string name) =>
        (await CreateAsync(plane, new CreateKey { Name = name, Tenant = "demo" })).Value!;

    private Task<ControlPlane> StartAsync() => ControlPlane.StartAsync(_temp, clock: _clock);
}

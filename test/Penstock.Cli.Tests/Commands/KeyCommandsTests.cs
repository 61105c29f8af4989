using System.Text.Json.Nodes;
using Penstock.Testing.Hosting;

namespace Penstock.Cli.Tests.Commands;

public sealed class KeyCommandsTests : IAsyncLifetime
{
    private PenstockHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await PenstockHost.StartAsync(null, CliHarness.Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_key_is_made_used_rotated_and_revoked()
    {
        var made = await _host.RunAsync("keys", "create", "web", "--tenant", "demo", "--requests-per-minute", "60");
        var rotated = await _host.RunAsync("keys", "rotate", "web", "--grace", "60");
        var secrets = new[] { made.Output.Trim(), rotated.Output.Trim() };

        Assert.Equal((0, 0), (made.ExitCode, rotated.ExitCode));
        Assert.All(secrets, secret => Assert.DoesNotContain(' ', secret));
        Assert.DoesNotContain(secrets[0], made.Errors);
        foreach (var secret in secrets)
        {
            using var http = _host.WithKey(secret);
            Assert.True((await http.GetAsync("/v1/models", CliHarness.Token)).IsSuccessStatusCode);
        }

        var revoked = await _host.RunAsync("keys", "revoke", "web");

        Assert.Equal(new CliRun(0, "", "Key web is revoked.\n"), revoked);
        using var late = _host.WithKey(secrets[1]);
        Assert.Equal(401, (int)(await late.GetAsync("/v1/models", CliHarness.Token)).StatusCode);
    }

    [Fact]
    public async Task Json_has_the_secret_once_and_the_list_never()
    {
        var made = JsonNode.Parse((await _host.RunAsync("keys", "create", "api", "--tenant", "demo", "--output", "json")).Output)!;
        var secret = made["secret"]!.GetValue<string>();

        var list = await _host.RunAsync("keys", "list", "-o", "json");

        Assert.DoesNotContain(secret, list.Output);
        Assert.Equal(["api", "demo"], JsonNode.Parse(list.Output)!["items"]!.AsArray().Select(key => key!["name"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task What_cannot_be_done_has_an_exit_code_of_its_own()
    {
        await _host.RunAsync("keys", "create", "twice", "--tenant", "demo");

        var twice = await _host.RunAsync("keys", "create", "twice", "--tenant", "demo");
        var unknown = await _host.RunAsync("keys", "show", "nobody");
        var declared = await _host.RunAsync("keys", "revoke", "demo");

        Assert.Equal((ExitCodes.Conflict, ""), (twice.ExitCode, twice.Output));
        Assert.Equal((ExitCodes.NotFound, ""), (unknown.ExitCode, unknown.Output));
        Assert.Equal((ExitCodes.Conflict, ""), (declared.ExitCode, declared.Output));
    }
}

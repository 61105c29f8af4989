using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

[UnsupportedOSPlatform("windows")]
public sealed class FirstRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_run_shows_a_curl_line_that_works_when_pasted()
    {
        using var folder = TestFolder.Create();
        await using var server = await PenstockProcess.StartAsync(folder.In("data"), [], Token);

        var answer = JsonNode.Parse(await PasteAsync(server.CurlLine.Replace("curl ", "curl -sS ", StringComparison.Ordinal)));

        Assert.StartsWith("Simulated answer", answer?["choices"]?[0]?["message"]?["content"]?.GetValue<string>());
    }

    [Fact]
    public async Task Secrets_lie_in_files_that_only_their_owner_reads()
    {
        using var folder = TestFolder.Create();
        await using var server = await PenstockProcess.StartAsync(folder.In("data"), [], Token);
        var adminKey = (await File.ReadAllTextAsync(folder.In("data", "admin.key"), Token)).Trim();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.In("data", "admin.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.In("data", "demo.key")));
        Assert.DoesNotContain(adminKey, server.Output + server.Errors);
        Assert.True((await server.Admin(adminKey).GetStatusAsync(Token)).IsOk);
    }

    [Fact]
    public async Task A_second_run_keeps_its_keys_and_closes_a_file_that_was_opened()
    {
        using var folder = TestFolder.Create();
        string curl;
        await using (var first = await PenstockProcess.StartAsync(folder.In("data"), [], Token))
        {
            curl = KeyOf(first.CurlLine);
            first.Terminate();
            Assert.Equal(0, await first.WaitForExitAsync(Token));
        }

        File.SetUnixFileMode(folder.In("data", "admin.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await using var second = await PenstockProcess.StartAsync(folder.In("data"), [], Token);

        Assert.Equal(curl, KeyOf(second.CurlLine));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.In("data", "admin.key")));
        Assert.Contains("could be read by others", second.Output);
    }

    [Fact]
    public async Task A_copy_of_the_built_in_configuration_runs_as_a_file()
    {
        await using var first = await PenstockHost.StartAsync(null, Token);
        var config = await first.Admin.GetConfigAsync(Token);

        await using var second = await PenstockHost.StartAsync(config.Value!.Text, Token);

        Assert.Equal("file", (await second.Admin.GetStatusAsync(Token)).Value!.Snapshot!.Source);
        using var http = second.WithKey(second.DemoKey);
        Assert.True((await http.GetAsync("/v1/models", Token)).IsSuccessStatusCode);
    }

    private static string KeyOf(string curl) => curl.Split("Bearer ")[1].Split('\'')[0];

    private static async Task<string> PasteAsync(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", line]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(Token);
        await shell.WaitForExitAsync(Token);
        return output;
    }
}

using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

public sealed class StartRefusalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_wrong_argument_is_told_at_once()
    {
        var (exitCode, output, errors) = await PenstockProcess.RunAsync(
            ["--urls", "ftp://x", "--drain-seconds", "-1", "--frob", "--config", "/nowhere.yaml"], Token, ("PENSTOCK_ADMIN_KEY", "short"));

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Equal(
            """
            There is no option --frob.
            'ftp://x' is not an address to listen on; write for example http://127.0.0.1:5080.
            There is no configuration file /nowhere.yaml.
            --drain-seconds is a whole number from 0 to 3600, not '-1'.
            PENSTOCK_ADMIN_KEY needs at least 8 printable ASCII characters without spaces.
            See --help.

            """,
            errors);
    }

    [Fact]
    public async Task Help_and_version_start_nothing()
    {
        var help = await PenstockProcess.RunAsync(["--help"], Token);
        var version = await PenstockProcess.RunAsync(["--version"], Token);

        Assert.Equal((0, ""), (help.ExitCode, help.Errors));
        Assert.Contains("--data DIR", help.Output);
        Assert.Equal((0, ""), (version.ExitCode, version.Errors));
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Output);
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        using var folder = TestFolder.Create();

        var (exitCode, _, errors) = await PenstockProcess.RunAsync(
            ["--data", folder.In("data"), "--urls", host.Address.ToString().TrimEnd('/')], Token);

        Assert.Equal(4, exitCode);
        Assert.Equal(
            $"Another process listens on {host.Address.ToString().TrimEnd('/')}. Stop it, or choose another address with --urls http://127.0.0.1:PORT.\n",
            errors);
    }

    [Fact]
    public async Task A_data_folder_in_use_is_one_sentence()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);

        var (exitCode, _, errors) = await PenstockProcess.RunAsync(["--data", host.Data, "--urls", "http://127.0.0.1:0"], Token);

        Assert.Equal(5, exitCode);
        Assert.StartsWith($"The data folder {host.Data} is in use", errors);
        Assert.DoesNotContain("   at ", errors);
    }

    [Fact]
    public async Task A_database_that_is_none_is_one_sentence_and_stays_as_it_is()
    {
        using var folder = TestFolder.Create();
        Directory.CreateDirectory(folder.In("data"));
        var database = Path.Combine(folder.In("data"), "penstock.db");
        await File.WriteAllTextAsync(database, new string('x', 50_000), Token);

        var (exitCode, _, errors) = await PenstockProcess.RunAsync(["--data", folder.In("data"), "--urls", "http://127.0.0.1:0"], Token);

        Assert.Equal(5, exitCode);
        Assert.StartsWith($"The database {database} cannot be used: ", errors);
        Assert.DoesNotContain("   at ", errors);
        Assert.Equal(50_000, new FileInfo(database).Length);
    }

    [Fact]
    public async Task A_configuration_with_mistakes_is_refused_with_their_places()
    {
        using var folder = TestFolder.Create();
        await File.WriteAllTextAsync(folder.In("bad.yaml"), "providers:\n  - nane: x\n", Token);

        var (exitCode, _, errors) = await PenstockProcess.RunAsync(
            ["--data", folder.In("data"), "--urls", "http://127.0.0.1:0", "--config", folder.In("bad.yaml")], Token);

        Assert.Equal(3, exitCode);
        Assert.Contains($"{folder.In("bad.yaml")}:2:5", errors);
    }

    [Fact]
    public async Task A_configuration_that_is_no_file_or_far_too_large_is_refused_and_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps pipes elsewhere.");
        using var folder = TestFolder.Create();
        using (var made = System.Diagnostics.Process.Start("mkfifo", folder.In("pipe.yaml")))
        {
            await made.WaitForExitAsync(Token);
        }

        using (var huge = File.Create(folder.In("huge.yaml")))
        {
            huge.SetLength(20L * 1024 * 1024 * 1024);
        }

        var pipe = await StartAsync(folder, "pipe.yaml");
        var large = await StartAsync(folder, "huge.yaml");
        var directory = await StartAsync(folder, ".");

        Assert.Equal(3, pipe.ExitCode);
        Assert.Contains("cannot be read: it does not open within 5 s, as a pipe that nobody writes to; name a file", pipe.Errors);
        Assert.Equal(3, large.ExitCode);
        Assert.Contains("cannot be read: it is larger than 5 MiB", large.Errors);
        Assert.Equal(2, directory.ExitCode);
        Assert.Contains("is a folder; --config names the file in it", directory.Errors);
    }

    private static Task<(int ExitCode, string Output, string Errors)> StartAsync(TestFolder folder, string config) =>
        PenstockProcess.RunAsync(["--data", folder.In("data"), "--urls", "http://127.0.0.1:0", "--config", folder.In(config)], Token);
}

using Penstock.Server.Snapshots.Sources;
using Penstock.Testing;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Snapshots;

public sealed class ConfigFileTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string ConfigPath => Path.Combine(_temp.Folder.Path, "penstock.yaml");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_bad_file_at_the_start_is_refused_with_every_mistake_as_compilers_print_them()
    {
        Write("provider: []\napps:\n  - {name: a, model: none}\n");
        await using var plane = await ControlPlane.OpenAsync(_temp, ConfigPath);

        var refusal = await plane.Snapshots.StartAsync(null, ControlPlane.Stop);

        Assert.Equal(
            [
                $"{ConfigPath}:1:1: error: provider: unknown key `provider`; did you mean `providers`?",
                $"{ConfigPath}:3:22: error: apps[0].model: no model `none`; none is declared",
            ],
            refusal!.ToText().Split(Environment.NewLine));
        Assert.Null(plane.Snapshots.Current);
        Assert.Null(plane.Gateway.Current);
    }

    [Fact]
    public async Task A_missing_file_at_the_start_is_a_mistake_like_any_other()
    {
        await using var plane = await ControlPlane.OpenAsync(_temp, ConfigPath);

        var refusal = await plane.Snapshots.StartAsync(null, ControlPlane.Stop);

        Assert.Equal($"{ConfigPath}:1:1: error: cannot be read: there is no such file", refusal!.ToText());
    }

    [Fact]
    public async Task A_good_change_comes_into_force()
    {
        await using var plane = await StartAsync(App("first"));

        Write(App("second"));

        var state = await plane.UntilAsync(state => state.Settings.Apps[0].Name == "second");
        Assert.Equal(SnapshotSource.File, state.Source);
        Assert.Equal(2, state.Version);
        Assert.Equal("second", plane.Gateway.Current!.Settings.Apps[0].Name);
    }

    [Fact]
    public async Task A_bad_change_is_refused_once_and_what_was_in_force_stays()
    {
        await using var plane = await StartAsync(App("first"));

        Write(App("second").Replace("model: small", "model: smal", StringComparison.Ordinal));
        var state = await plane.UntilAsync(state => state.LastRefusal is not null);
        Write(App("second").Replace("model: small", "model: smaller", StringComparison.Ordinal));
        await plane.UntilAsync(state => state.LastRefusal!.Mistakes[0].Message.Contains("smaller", StringComparison.Ordinal));

        Assert.Equal("first", state.Settings.Apps[0].Name);
        Assert.Equal("first", plane.Gateway.Current!.Settings.Apps[0].Name);
        Assert.Contains("no model `smal`", state.LastRefusal!.Mistakes[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, plane.Log.GetSnapshot().Count(entry => entry.Id.Id == 14002));
    }

    [Fact]
    public async Task A_refusal_is_lifted_when_the_file_is_good_again()
    {
        await using var plane = await StartAsync(App("first"));
        Write("apps: nonsense\n");
        await plane.UntilAsync(state => state.LastRefusal is not null);

        Write(App("first"));

        var state = await plane.UntilAsync(state => state.LastRefusal is null);
        Assert.Equal(1, state.Version);
    }

    [Fact]
    public async Task A_file_that_another_is_renamed_over_is_seen()
    {
        await using var plane = await StartAsync(App("first"));
        var beside = ConfigPath + ".new";
        await File.WriteAllTextAsync(beside, App("second"), ControlPlane.Stop);

        File.Move(beside, ConfigPath, overwrite: true);

        await plane.UntilAsync(state => state.Settings.Apps[0].Name == "second");
    }

    [Fact]
    public async Task A_link_that_is_switched_is_seen()
    {
        // Mounted configuration in Kubernetes: the file links to ..data/file, and ..data links to a dated folder.
        var folder = _temp.Folder.Path;
        foreach (var (name, app) in new[] { ("..one", "first"), ("..two", "second") })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            await File.WriteAllTextAsync(Path.Combine(folder, name, "penstock.yaml"), App(app), ControlPlane.Stop);
        }

        Directory.CreateSymbolicLink(Path.Combine(folder, "..data"), "..one");
        File.CreateSymbolicLink(ConfigPath, Path.Combine("..data", "penstock.yaml"));
        await using var plane = await StartAsync(text: null);

        Directory.Delete(Path.Combine(folder, "..data"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "..data"), "..two");

        await plane.UntilAsync(state => state.Settings.Apps[0].Name == "second");
    }

    [Fact]
    public async Task A_device_without_end_in_its_place_is_looked_at_and_put_down_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/zero is a Linux device.");
        File.CreateSymbolicLink(ConfigPath, "/dev/zero");
        var file = new ConfigFile(ConfigPath, TimeSpan.FromSeconds(30));

        var look = await file.LookAsync(ControlPlane.Stop).WaitAsync(Eventually.Patience, ControlPlane.Stop);

        Assert.NotEmpty(look);
    }

    [Fact]
    public async Task A_pipe_in_its_place_is_told_and_what_was_in_force_stays_until_a_file_is_back()
    {
        await using var plane = await StartAsync(App("first"));
        await MakePipeAsync();

        var state = await plane.UntilAsync(state => state.LastRefusal is not null);
        File.Delete(ConfigPath);
        Write(App("second"));

        Assert.Equal("first", state.Settings.Apps[0].Name);
        Assert.Contains("cannot be read: it does not open within 5 s, as a pipe that nobody writes to", state.LastRefusal!.ToText(), StringComparison.Ordinal);
        await plane.UntilAsync(state => state.Settings.Apps[0].Name == "second");
    }

    [Fact]
    public async Task A_pipe_is_opened_once_however_often_it_is_looked_at_and_refused_when_somebody_writes_to_it()
    {
        await MakePipeAsync();
        var file = new ConfigFile(ConfigPath, TimeSpan.FromMilliseconds(200));
        await file.LookAsync(ControlPlane.Stop);

        var look = await file.LookAsync(ControlPlane.Stop);
        await using var writer = new FileStream(ConfigPath, FileMode.Open, FileAccess.ReadWrite);
        var later = await Eventually.GetAsync(() => file.LookAsync(ControlPlane.Stop), seen => seen != look, ControlPlane.Stop);

        Assert.StartsWith("it does not open within 0.2 s", look);
        Assert.StartsWith("it is a pipe", later);
    }

    [Fact]
    public async Task A_folder_in_its_place_is_told_and_what_was_in_force_stays()
    {
        await using var plane = await StartAsync(App("first"));

        File.Delete(ConfigPath);
        Directory.CreateDirectory(ConfigPath);

        var state = await plane.UntilAsync(state => state.LastRefusal?.ToText().Contains("it is a folder", StringComparison.Ordinal) is true);
        Assert.Equal("first", state.Settings.Apps[0].Name);
    }

    [Fact]
    public async Task A_file_of_gigabytes_in_its_place_is_told_without_being_read()
    {
        await using var plane = await StartAsync(App("first"));

        // Shared, because the watcher looks at it at any moment.
        using (var huge = File.Open(ConfigPath, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            huge.SetLength(20L * 1024 * 1024 * 1024);
        }

        var state = await plane.UntilAsync(state => state.LastRefusal?.ToText().Contains("it is larger than 5 MiB", StringComparison.Ordinal) is true);
        Assert.Equal("first", state.Settings.Apps[0].Name);
    }

    [Fact]
    public async Task A_file_that_disappears_changes_nothing_but_is_told()
    {
        await using var plane = await StartAsync(App("first"));

        File.Delete(ConfigPath);

        var state = await plane.UntilAsync(state => state.LastRefusal is not null);
        Assert.Equal("first", state.Settings.Apps[0].Name);
        Assert.Contains("there is no such file", state.LastRefusal!.ToText(), StringComparison.Ordinal);
        Write(App("second"));
        await plane.UntilAsync(state => state.Settings.Apps[0].Name == "second");
    }

    [Fact]
    public async Task Nothing_logged_or_refused_holds_a_secret_or_a_prompt()
    {
        await using var plane = await StartAsync(App("first"));

        Write(App("second") + "\nkeys:\n  - {name: k, tenant: t, secret: plain-secret-value, secrets: 5}\n");
        await plane.UntilAsync(state => state.LastRefusal is not null);

        Assert.All(plane.Log.GetSnapshot(), entry =>
        {
            Assert.DoesNotContain("plain-secret-value", entry.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("You answer", entry.Message, StringComparison.Ordinal);
        });
    }

    private static string App(string name) =>
        $$"""
        providers: [{name: engines, dialect: ollama}]
        models: [{name: small, provider: engines, id: x}]
        apps: [{name: {{name}}, model: small, system: You answer briefly.}]
        """;

    private async Task<ControlPlane> StartAsync(string? text)
    {
        if (text is not null)
        {
            Write(text);
        }

        var plane = await ControlPlane.StartAsync(_temp, ConfigPath);
        await plane.WatchAsync();
        return plane;
    }

    private async Task MakePipeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps pipes elsewhere.");
        var beside = ConfigPath + ".pipe";
        using var made = System.Diagnostics.Process.Start("mkfifo", beside);
        await made.WaitForExitAsync(ControlPlane.Stop);
        Assert.Equal(0, made.ExitCode);
        File.Move(beside, ConfigPath, overwrite: true);
    }

    private void Write(string text) => File.WriteAllText(ConfigPath, text);
}

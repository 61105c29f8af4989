using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Penstock.Contracts.Client;

namespace Penstock.Testing.Hosting;

/// <summary>The real server as a process of its own, for what only a process can show: the console, exit codes, signals, kills.</summary>
public sealed partial class PenstockProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int SigKill = 9;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _banner = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PenstockProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>What it wrote to standard output so far.</summary>
    public string Output => Read(_output);

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors => Read(_errors);

    /// <summary>The root, as the console names it.</summary>
    public Uri Address => new(Line("Pages"));

    /// <summary>The command that the console shows on a first run.</summary>
    public string CurlLine => Output.Split('\n').Select(line => line.Trim()).First(line => line.StartsWith("curl ", StringComparison.Ordinal));

    /// <summary>Starts a process and waits until its console shows the addresses.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="arguments">More arguments; without <c>--urls</c> it takes a free port.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="variables">Environment variables.</param>
    public static async Task<PenstockProcess> StartAsync(
        string data, string[] arguments, CancellationToken cancellationToken, params (string Name, string Value)[] variables)
    {
        var urls = arguments.Contains("--urls") ? Array.Empty<string>() : ["--urls", "http://127.0.0.1:0"];
        var process = Launch(["--data", data, .. urls, .. arguments], variables);
        try
        {
            await process.WaitForBannerAsync(cancellationToken);
            return process;
        }
        catch
        {
            // Left behind, it would go on writing into a folder that its test deletes.
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a process that is expected to end by itself.</summary>
    /// <returns>Its exit code, standard output and standard error.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] arguments, CancellationToken cancellationToken, params (string Name, string Value)[] variables)
    {
        await using var process = Launch(arguments, variables);
        var exitCode = await process.WaitForExitAsync(cancellationToken);
        return (exitCode, process.Output, process.Errors);
    }

    public AdminClient Admin(string adminKey) => AdminClient.Connect(Address, adminKey, Eventually.Patience).Client;

    public void Terminate() => Signal(SigTerm);

    public void KillNow() => Signal(SigKill);

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Eventually.Patience, cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // Says nothing about a process that ended by itself just now.
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitForBannerAsync(CancellationToken cancellationToken)
    {
        var ended = _process.WaitForExitAsync(cancellationToken);
        var first = await Task.WhenAny(_banner.Task, ended).WaitAsync(Eventually.Patience, cancellationToken);
        if (first == ended)
        {
            throw new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{Output}\n{Errors}");
        }
    }

    private static PenstockProcess Launch(string[] arguments, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Program());
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PENSTOCK_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = new PenstockProcess(new Process { StartInfo = start });
        process._process.OutputDataReceived += (_, line) => process.Keep(process._output, line.Data);
        process._process.ErrorDataReceived += (_, line) => process.Keep(process._errors, line.Data);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    // Beside the tests' own output: artifacts/bin/PROJECT/CONFIGURATION.
    private static string Program()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(configuration.Parent!.Parent!.FullName, "Penstock.Server", configuration.Name, "Penstock.Server.dll");
        return File.Exists(program) ? program : throw new FileNotFoundException("The server was not built beside the tests.", program);
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private string Line(string name) =>
        Output.Split('\n').Select(line => line.Trim()).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();

    private void Keep(StringBuilder text, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (text)
        {
            text.Append(line).Append('\n');
        }

        if (text == _output && EndsBanner(line.TrimStart()))
        {
            _banner.TrySetResult();
        }
    }

    private static bool EndsBanner(string line) =>
        line.StartsWith("curl ", StringComparison.Ordinal)
        || (line.StartsWith("Configuration ", StringComparison.Ordinal) && !line.Contains("built in", StringComparison.Ordinal));

    private void Signal(int signal)
    {
        if (Send(_process.Id, signal) != 0)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Signal {signal} did not reach the process: error {Marshal.GetLastPInvokeError()}."));
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int process, int signal);
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Penstock.Bench.Machine;

/// <summary>A program started for the run, its output in a file, ended with its children when the run ends.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _log;

    private ChildProcess(Process process, string log) => (_process, _log) = (process, log);

    public int Id => _process.Id;

    public static ChildProcess Start(ProcessStartInfo start, string log)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var file = TextWriter.Synchronized(new StreamWriter(log) { AutoFlush = true });
        process.OutputDataReceived += (_, line) => file.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => file.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        return new ChildProcess(process, log);
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until a GET of the address is answered, whatever the status.</summary>
    public async Task<ChildProcess> AnsweringAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(begun) > StartDeadline)
            {
                throw new InvalidOperationException($"{_process.StartInfo.FileName} did not answer at {address}. Its output:\n{Output()}");
            }

            try
            {
                using var answer = await client.GetAsync(address, cancellationToken);
                return this;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private string Output() => File.Exists(_log) ? File.ReadAllText(_log) : "none";
}

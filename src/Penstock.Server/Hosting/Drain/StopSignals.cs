using System.Runtime.InteropServices;

namespace Penstock.Server.Hosting.Drain;

/// <summary>SIGTERM and SIGINT: the first one stops the process, the second one makes it hurry.</summary>
internal sealed class StopSignals : IHostLifetime, IDisposable
{
    // SIGXFSZ, on Linux as on macOS; the enumeration takes the system's own numbers beside its names.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _hurry = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public CancellationToken Stop => _stop.Token;

    public CancellationToken Hurry => _hurry.Token;

    /// <summary>Takes the signals over from the runtime, which would end the process at once.</summary>
    public void Listen()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Take));

        // A limit on the size of files would end the process. Taken, the write fails instead, and what writes knows what to do.
        if (!OperatingSystem.IsWindows())
        {
            _registrations.Add(PosixSignalRegistration.Create(FileTooLarge, signal => signal.Cancel = true));
        }
    }

    public void Request()
    {
        var isSecond = _stop.IsCancellationRequested;
        (isSecond ? _hurry : _stop).Cancel();
    }

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
        _hurry.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Request();
    }
}

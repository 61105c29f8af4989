using Penstock.Gateway.Hosting;
using Penstock.Server.Hosting.Start;

namespace Penstock.Server.Hosting.Drain;

/// <summary>From the signal to the moment when nothing is under way: refuse, wait, end honestly.</summary>
internal sealed class DrainSequence(
    GatewayLifetime gateway, ServerOptions options, TimeProvider clock, ILogger<DrainSequence> logger)
{
    // What is left to do after a stream was told to end: one event to the caller, one record to the ledger.
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs once.</summary>
    /// <param name="hurry">Cancelled by a second signal: open streams end at once, and still honestly.</param>
    public async Task RunAsync(CancellationToken hurry)
    {
        gateway.BeginDrain();
        logger.DrainBegan(gateway.InFlight, options.Drain.TotalSeconds);

        if (await IdleAsync(options.Drain, hurry))
        {
            logger.Drained();
            return;
        }

        logger.StreamsEnded(gateway.InFlight, hurry.IsCancellationRequested ? "a second signal came" : "the time for draining is over");
        gateway.EndStreams();
        if (!await IdleAsync(EndGrace, CancellationToken.None))
        {
            logger.StreamsLeft(gateway.InFlight);
        }
    }

    // Looked at rather than signalled: counting down is on the hot path of every request, this happens once in a process.
    private async Task<bool> IdleAsync(TimeSpan atMost, CancellationToken hurry)
    {
        var began = clock.GetTimestamp();
        while (gateway.InFlight > 0)
        {
            if (hurry.IsCancellationRequested || clock.GetElapsedTime(began) >= atMost)
            {
                return false;
            }

            await Task.Delay(Look, clock, CancellationToken.None);
        }

        return true;
    }
}

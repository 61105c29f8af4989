using Microsoft.Data.Sqlite;

namespace Penstock.Server.Storage.Ledger;

/// <summary>Recovers the ledger before the server listens, then flushes and imports until it stops.</summary>
internal sealed class LedgerService(
    LedgerOptions options, PenstockLedger ledger, LedgerImporter importer, TimeProvider clock, ILogger<LedgerService> logger)
    : BackgroundService
{
    private long _probed = clock.GetTimestamp();

    /// <summary>What the last write to the database came to, a probe's included.</summary>
    public WriteState Writes { get; } = new();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await importer.RecoverAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        TryFlush();
        await TryImportAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(FlushLoopAsync(stoppingToken), ImportLoopAsync(stoppingToken));

    private async Task FlushLoopAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.FlushEvery, clock);
        while (await TickAsync(timer, cancellationToken))
        {
            TryFlush();
        }
    }

    // A loop that ended would leave the ledger unflushed for as long as the process lives, and nobody would know.
    private void TryFlush()
    {
        try
        {
            ledger.Flush();
        }
        catch (Exception defect)
        {
            if (ledger.Flushes.Fails(defect))
            {
                logger.FlushFailed(defect);
            }
        }
    }

    private async Task ImportLoopAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.ImportEvery, clock);
        while (await TickAsync(timer, cancellationToken))
        {
            await TryImportAsync(cancellationToken);
        }
    }

    private async Task TryImportAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The probe comes first, because it is what finds a file that was put back: importing into the wrong one would fail for ever.
            if (Writes.Failure is not null || clock.GetElapsedTime(_probed) >= options.ProbeEvery)
            {
                _probed = clock.GetTimestamp();
                await importer.ProbeAsync(cancellationToken);
            }

            await importer.ImportAsync(cancellationToken);
            Works();
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            Fails(failure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping: the journal keeps the rest for the next start.
        }
    }

    private void Works()
    {
        if (Writes.Works())
        {
            logger.ImportWorks();
        }
    }

    private void Fails(Exception failure)
    {
        if (Writes.Fails(failure))
        {
            logger.ImportFailed(failure);
        }
    }

    private static async ValueTask<bool> TickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

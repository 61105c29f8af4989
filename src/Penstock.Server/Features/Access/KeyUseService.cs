using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Penstock.Server.Features.Access;

/// <summary>Writes down when keys were used: every few seconds, and once more when the server stops. Requests never wait for it.</summary>
internal sealed class KeyUseService(KeyUseStore store, TimeProvider clock, ILogger<KeyUseService> logger) : BackgroundService
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private bool _failing;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryWriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: StopAsync writes what is left.
        }
    }

    private async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.WriteAsync(cancellationToken);
            _failing = false;
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            if (!_failing)
            {
                _failing = true;
                logger.KeyUsesUnwritable(failure);
            }
        }
    }
}

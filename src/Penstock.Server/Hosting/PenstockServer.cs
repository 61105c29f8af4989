using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Penstock.Server.Hosting.Access;
using Penstock.Server.Hosting.Drain;
using Penstock.Server.Hosting.Health;
using Penstock.Server.Hosting.Simulation;
using Penstock.Server.Hosting.Start;
using Penstock.Server.Hosting.Status;
using Penstock.Server.Snapshots;
using Penstock.Server.Snapshots.Sources;
using Penstock.Server.Storage;

namespace Penstock.Server.Hosting;

/// <summary>One running server: everything between checked options and the last record on disk.</summary>
internal sealed class PenstockServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DataFolderLock _lock;
    private Task? _stopped;

    private PenstockServer(WebApplication app, DataFolderLock folderLock, ServerOptions options, DataFolder folder) =>
        (_app, _lock, Options, Folder) = (app, folderLock, options, folder);

    public ServerOptions Options { get; }

    public DataFolder Folder { get; }

    /// <summary>The first address it listens on, as a client on this machine would write it.</summary>
    public Uri Address { get; private set; } = new(ServerOptions.DefaultUrl);

    public string AdminKey => Services.GetRequiredService<AdminKey>().Secret;

    /// <summary>The secret of the key <c>demo</c>, where the simulated provider runs.</summary>
    public string? DemoKey => Services.GetRequiredService<DemoVariables>().DemoKey;

    public SnapshotService Snapshots => Services.GetRequiredService<SnapshotService>();

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server and returns when it answers.</summary>
    /// <exception cref="StartRefusedException">It cannot start, and the operator can do something about it.</exception>
    public static async Task<PenstockServer> StartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        var folder = DataFolder.At(options.Data);
        if (!DataFolderLock.TryTake(folder, out var folderLock, out var message))
        {
            throw new StartRefusedException(ExitCodes.DataUnavailable, message);
        }

        WebApplication? app = null;
        try
        {
            app = ServerComposition.Build(options, folder);
            var server = new PenstockServer(app, folderLock, options, folder);
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch (Exception failure)
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            folderLock.Dispose();
            if (failure is SqliteException)
            {
                throw Unusable(folder, failure);
            }

            throw;
        }
    }

    /// <summary>Waits for SIGTERM or SIGINT, then drains and stops. Takes the signals when called.</summary>
    public async Task WaitForShutdownAsync()
    {
        var signals = Services.GetRequiredService<StopSignals>();
        signals.Listen();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (signals.Stop.Register(() => asked.TrySetResult()))
        await using (_app.Lifetime.ApplicationStopping.Register(() => asked.TrySetResult()))
        {
            await asked.Task;
        }

        await StopAsync();
    }

    /// <summary>Drains and stops; everything is settled and flushed when the task completes.</summary>
    public Task StopAsync() => _stopped ??= StopOnceAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        _lock.Dispose();
    }

    private static StartRefusedException Unusable(DataFolder folder, Exception failure) => new(
        ExitCodes.DataUnavailable,
        $"The database {folder.Database} cannot be used: {failure.Message} Put a good copy in its place, or move it away to begin with an empty one.");

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _ = (AdminKey, Services.GetRequiredService<StatusReport>());
        await Services.GetRequiredService<StorageMigrator>().MigrateAsync(cancellationToken);
        await StartSnapshotAsync(cancellationToken);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new StartRefusedException(
                ExitCodes.AddressUnavailable,
                $"Another process listens on {string.Join(" or ", Options.Urls)}. Stop it, or choose another address with --urls http://127.0.0.1:PORT.");
        }
        catch (Exception failure) when (failure is SocketException or IOException { InnerException: SocketException })
        {
            throw new StartRefusedException(
                ExitCodes.AddressUnavailable, $"Cannot listen on {string.Join(" and ", Options.Urls)}: {failure.Message}.");
        }

        Address = ListenAddress.Local(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses);
        Services.GetRequiredService<Readiness>().StoresAreOpen();
    }

    private async Task StartSnapshotAsync(CancellationToken cancellationToken)
    {
        BuiltInValues? builtIn = null;
        if (await WantsSimulatorAsync(cancellationToken))
        {
            var logger = Services.GetRequiredService<ILogger<PenstockServer>>();
            var variables = Services.GetRequiredService<DemoVariables>();
            variables.DemoKey = SecretFile.ReadOrCreate(Folder.DemoKey, "psk-demo-", logger);
            variables.SimulatorUrl = await Services.GetRequiredService<BuiltInSimulator>().StartAsync(cancellationToken);
            builtIn = new BuiltInValues(variables.SimulatorUrl, variables.DemoKey);
        }

        if (await Snapshots.StartAsync(builtIn, cancellationToken) is { } refusal)
        {
            throw new StartRefusedException(ExitCodes.ConfigurationInvalid, refusal.ToText());
        }
    }

    private async Task<bool> WantsSimulatorAsync(CancellationToken cancellationToken)
    {
        if (await Snapshots.WillUseBuiltInAsync(cancellationToken))
        {
            return true;
        }

        var text = Snapshots.File is { } file
            ? await file.ReadTextAsync(cancellationToken)
            : await Services.GetRequiredService<AppliedDocuments>().ReadNewestAsync(cancellationToken);
        return Services.GetRequiredService<DemoVariables>().AreWantedBy(text ?? "");
    }

    private async Task StopOnceAsync()
    {
        var signals = Services.GetRequiredService<StopSignals>();
        await Services.GetRequiredService<DrainSequence>().RunAsync(signals.Hurry);
        await _app.StopAsync(CancellationToken.None);
    }
}

using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot;
using Penstock.Server.Snapshots.Compile;
using Penstock.Server.Snapshots.Sources;

namespace Penstock.Server.Snapshots;

/// <summary>
/// The single writer of the gateway's snapshot. Every way to change what requests see (the file, an applied document, a
/// key) comes through here, one at a time; readers take <see cref="Current"/> or the gateway's holder and never wait.
/// </summary>
internal sealed class SnapshotService(
    SnapshotOptions options,
    SnapshotHolder holder,
    StoredKeys storedKeys,
    AppliedDocuments applied,
    TimeProvider clock,
    ILogger<SnapshotService> logger) : IDisposable
{
    private const string AppliedName = "(applied configuration)";
    private const string BuiltInName = "(built-in configuration)";

    private readonly SemaphoreSlim _writer = new(1, 1);
    private volatile SnapshotState? _current;

    /// <summary>What is in force, or <see langword="null"/> before the first document was taken.</summary>
    public SnapshotState? Current => _current;

    /// <summary>The file of <c>--config</c>, or <see langword="null"/>.</summary>
    public ConfigFile? File { get; } = options.ConfigFile is { } path ? new ConfigFile(path, options.OpenWithin) : null;

    /// <summary>The base URL of the built-in simulated provider, where it runs.</summary>
    public Uri? SimulatorUrl { get; private set; }

    /// <summary>Whether the first document will be the built-in one, which needs a simulated provider to run.</summary>
    public async Task<bool> WillUseBuiltInAsync(CancellationToken cancellationToken) =>
        File is null && await applied.ReadNewestAsync(cancellationToken) is null;

    /// <summary>Takes the first document: the file, else the applied one, else the built-in one.</summary>
    /// <param name="builtIn">Needed only where <see cref="WillUseBuiltInAsync"/> says so.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    /// <returns>Null when a document is in force now; otherwise why the server cannot start.</returns>
    public async Task<SnapshotRefusal?> StartAsync(BuiltInValues? builtIn, CancellationToken cancellationToken)
    {
        SimulatorUrl = builtIn?.SimulatorUrl;
        await _writer.WaitAsync(cancellationToken);
        try
        {
            var (source, name, document) = await ReadFirstAsync(builtIn, cancellationToken);
            if (document.Settings is null)
            {
                return new SnapshotRefusal(clock.GetUtcNow(), name, document.Mistakes);
            }

            await TakeAsync(source, document, cancellationToken);
            return null;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Takes what the file holds now, or refuses it and keeps what is in force.</summary>
    public async Task ReloadFileAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            var document = await File!.CompileAsync(options.Variables, cancellationToken);
            if (document.Settings is null)
            {
                Refuse(new SnapshotRefusal(clock.GetUtcNow(), File.Path, document.Mistakes));
            }
            else if (document.Hash != _current?.Document.Hash)
            {
                await TakeAsync(SnapshotSource.File, document, cancellationToken);
            }
            else if (_current.LastRefusal is not null)
            {
                _current = _current with { LastRefusal = null };
                logger.RefusalLifted(File.Path);
            }
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Puts the stored keys as they are now into a new snapshot. Returns when requests see it.</summary>
    public async Task ReloadKeysAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            if (_current is { } current)
            {
                await TakeAsync(current.Source, current.Document, cancellationToken);
            }
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Compiles a text as it would be if it were applied.</summary>
    public Compilation Compile(ReadOnlySpan<byte> text) => AppliedRules.Check(DocumentCompiler.Compile(text, options.Variables));

    /// <summary>Puts a document without mistakes in force once <paramref name="store"/> has kept it.</summary>
    /// <param name="document">A document of <see cref="Compile"/> without mistakes.</param>
    /// <param name="ifMatch">The hash the caller expects to replace, or <see langword="null"/> for any.</param>
    /// <param name="store">Keeps the document; called inside the writer's turn.</param>
    /// <param name="cancellationToken">Ends the wait for the turn.</param>
    public async Task<Fault?> ApplyAsync(
        Compilation document, string? ifMatch, Func<CancellationToken, Task> store, CancellationToken cancellationToken)
    {
        if (File is not null)
        {
            return new Fault(FaultCode.Conflict, $"This server reads {File.Path}; change that file.");
        }

        await _writer.WaitAsync(cancellationToken);
        try
        {
            if (ifMatch is not null && ifMatch != _current?.Document.Hash)
            {
                return new Fault(FaultCode.Conflict, "The configuration changed since it was read. Look at the new one, then apply again.");
            }

            // From here on a caller who goes away must not leave the stored document and the one in force apart.
            await store(CancellationToken.None);
            await TakeAsync(SnapshotSource.Api, document, CancellationToken.None);
            return null;
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose() => _writer.Dispose();

    private async Task<(SnapshotSource Source, string Name, Compilation Document)> ReadFirstAsync(
        BuiltInValues? builtIn, CancellationToken cancellationToken)
    {
        if (File is not null)
        {
            return (SnapshotSource.File, File.Path, await File.CompileAsync(options.Variables, cancellationToken));
        }

        if (await applied.ReadNewestAsync(cancellationToken) is { } text)
        {
            return (SnapshotSource.Api, AppliedName, DocumentCompiler.Compile(text, options.Variables));
        }

        ArgumentNullException.ThrowIfNull(builtIn);
        return (SnapshotSource.BuiltIn, BuiltInName, BuiltInDocument.Compile(builtIn));
    }

    private async Task TakeAsync(SnapshotSource source, Compilation document, CancellationToken cancellationToken)
    {
        var compiled = document.Settings!;
        var (settings, suspended) = KeyUnion.Of(compiled.Gateway, await storedKeys.ReadAsync(cancellationToken));
        var before = _current;

        holder.Replace(settings);
        _current = new SnapshotState
        {
            Version = (before?.Version ?? 0) + 1,
            Source = source,
            File = source is SnapshotSource.File ? File?.Path : null,
            LoadedAt = document == before?.Document ? before.LoadedAt : clock.GetUtcNow(),
            Document = document,
            Settings = settings,
            Suspended = suspended,
            LastRefusal = document == before?.Document ? before.LastRefusal : null,
        };

        Report(before, _current);
    }

    private void Refuse(SnapshotRefusal refusal)
    {
        logger.Refused(refusal.Mistakes.Count, refusal.Mistakes[0].ToText(refusal.Name, "error"));
        foreach (var mistake in refusal.Mistakes.Skip(1))
        {
            logger.RefusedFor(mistake.ToText(refusal.Name, "error"));
        }

        // Last, so that whoever sees the refusal finds it in the log.
        _current = _current is { } current ? current with { LastRefusal = refusal } : null;
    }

    private void Report(SnapshotState? before, SnapshotState now)
    {
        foreach (var (id, reason) in now.Suspended.Where(key => before?.Suspended.ContainsKey(key.Key) is not true))
        {
            logger.KeySuspended(id, reason);
        }

        if (now.Document == before?.Document)
        {
            return;
        }

        var settings = now.Settings;
        logger.Replaced(
            now.Document.Hash, now.Source.Name(), now.Version,
            settings.Providers.Count, settings.Models.Count, settings.Apps.Count, settings.Keys.Count);
        foreach (var warning in now.Document.Warnings)
        {
            logger.DocumentWarning(warning.ToText(now.File ?? now.Source.Name(), "warning"));
        }

        if (before is not null && !SameTelemetry(before.Telemetry, now.Telemetry))
        {
            logger.TelemetryNeedsRestart();
        }
    }

    private static bool SameTelemetry(TelemetrySettings left, TelemetrySettings right) =>
        left with { OtlpHeaders = right.OtlpHeaders, MetricsKey = right.MetricsKey } == right && left.OtlpHeaders.SequenceEqual(right.OtlpHeaders);
}

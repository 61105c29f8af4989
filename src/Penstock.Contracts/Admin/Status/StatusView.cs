namespace Penstock.Contracts.Admin.Status;

/// <summary>The state of one server process.</summary>
public sealed record StatusView
{
    /// <summary>The version of the server, for example <c>0.1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>When the process started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Seconds since then.</summary>
    public required double UptimeS { get; init; }

    /// <summary>Whether it answers requests on <c>/v1</c>.</summary>
    public required bool Ready { get; init; }

    /// <summary>Whether it is stopping.</summary>
    public required bool Draining { get; init; }

    /// <summary>What it waits for, one sentence each; empty when ready.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What is broken while requests are answered, one sentence each.</summary>
    public required IReadOnlyList<string> Degraded { get; init; }

    /// <summary>Whether the built-in simulated provider runs: its answers are not from a model.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Requests on <c>/v1</c> under way.</summary>
    public required int InFlight { get; init; }

    /// <summary>The configuration in force, or <see langword="null"/> before the first one.</summary>
    public SnapshotView? Snapshot { get; init; }

    /// <summary>The record of money.</summary>
    public required LedgerStatusView Ledger { get; init; }

    /// <summary>The record of exchanges.</summary>
    public required TraceStatusView Traces { get; init; }
}

/// <summary>The configuration in force.</summary>
public sealed record SnapshotView
{
    /// <summary>Counts up by one with every configuration that came into force; 1 is the first since the start.</summary>
    public required long Version { get; init; }

    /// <summary>A hash of the configuration's text.</summary>
    public required string Hash { get; init; }

    /// <summary><c>builtin</c>, <c>file</c> or <c>api</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The path of the file, where <see cref="Source"/> is <c>file</c>.</summary>
    public string? File { get; init; }

    /// <summary>When it came into force.</summary>
    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>The last change that was refused since this one came into force, or <see langword="null"/>.</summary>
    public ConfigRefusalView? LastRefusal { get; init; }
}

/// <summary>A configuration that was not taken.</summary>
/// <param name="At">When.</param>
/// <param name="Errors">Every mistake in it.</param>
public sealed record ConfigRefusalView(DateTimeOffset At, IReadOnlyList<Config.ConfigError> Errors);

/// <summary>The state of the ledger.</summary>
/// <param name="Entries">Settled attempts in the store.</param>
/// <param name="Backlog">Attempts in the journal that are not in the store yet; they are safe, but not in reports.</param>
/// <param name="JournalBytes">Bytes of journal on disk.</param>
public sealed record LedgerStatusView(long Entries, long Backlog, long JournalBytes);

/// <summary>The state of the trace store.</summary>
/// <param name="Stored">Traces in the store.</param>
/// <param name="Queued">Traces that wait to be written.</param>
/// <param name="Dropped">Traces lost since the start because the queue was full.</param>
public sealed record TraceStatusView(long Stored, long Queued, long Dropped);

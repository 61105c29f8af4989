using Penstock.Contracts.Admin.Config;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots.Compile;
using Penstock.Server.Snapshots.Sources;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots;

/// <summary>What is in force, in one consistent piece.</summary>
internal sealed record SnapshotState
{
    /// <summary>Counts up with every snapshot; 1 is the first since the start.</summary>
    public required long Version { get; init; }

    public required SnapshotSource Source { get; init; }

    /// <summary>The file's path, where <see cref="Source"/> is a file.</summary>
    public string? File { get; init; }

    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>The document in force.</summary>
    public required Compilation Document { get; init; }

    /// <summary>The settings the gateway runs on: the document's, with the stored keys beside them.</summary>
    public required GatewaySettings Settings { get; init; }

    /// <summary>Stored keys that are refused for now, by id, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Suspended { get; init; } = new Dictionary<string, string>();

    /// <summary>The last change that was not taken since, or <see langword="null"/>.</summary>
    public SnapshotRefusal? LastRefusal { get; init; }

    /// <summary>What is kept of the traffic.</summary>
    public RecordSettings Record => Document.Settings!.Record;

    /// <summary>Where OpenTelemetry data goes.</summary>
    public TelemetrySettings Telemetry => Document.Settings!.Telemetry;

    /// <summary>What the document itself declares, without stored keys.</summary>
    public GatewaySettings Declared => Document.Settings!.Gateway;
}

/// <summary>A document that was not taken.</summary>
/// <param name="At">When.</param>
/// <param name="Name">The file's path, or where else the document came from.</param>
/// <param name="Mistakes">Everything wrong with it.</param>
internal sealed record SnapshotRefusal(DateTimeOffset At, string Name, IReadOnlyList<Mistake> Mistakes)
{
    /// <summary>One line per mistake, as compilers print them.</summary>
    public string ToText() =>
        string.Join(Environment.NewLine, Mistakes.Select(mistake => mistake.ToText(Name, "error")));

    public IReadOnlyList<ConfigError> ToErrors() => [.. Mistakes.Select(ToError)];

    public static ConfigError ToError(Mistake mistake) =>
        new(mistake.Place.Line, mistake.Place.Column, mistake.Path, mistake.Message);
}

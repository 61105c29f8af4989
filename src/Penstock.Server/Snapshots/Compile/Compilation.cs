using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Compile;

/// <summary>What became of one document text: settings, or every mistake in it.</summary>
internal sealed class Compilation
{
    /// <summary>The text as written, variables not put in; empty when it is not text at all.</summary>
    public required string Text { get; init; }

    /// <summary>32 hex digits that change with the text.</summary>
    public required string Hash { get; init; }

    public required IReadOnlyList<Mistake> Mistakes { get; init; }

    public required IReadOnlyList<Mistake> Warnings { get; init; }

    /// <summary>The document's root, where the text is YAML.</summary>
    public Node? Root { get; init; }

    /// <summary>The scalars that hold secrets, by path.</summary>
    public IReadOnlyDictionary<string, ScalarNode> Secrets { get; init; } = new Dictionary<string, ScalarNode>();

    /// <summary>What the document says, where it says it without a mistake.</summary>
    public CompiledSettings? Settings { get; init; }

    /// <summary>The same document with further mistakes, and so without settings.</summary>
    public Compilation With(IReadOnlyList<Mistake> further) => new()
    {
        Text = Text,
        Hash = Hash,
        Root = Root,
        Secrets = Secrets,
        Warnings = Warnings,
        Mistakes = [.. Mistakes.Concat(further).OrderBy(mistake => mistake.Place.Line).ThenBy(mistake => mistake.Place.Column)],
    };
}

/// <summary>A document without mistakes, ready for use.</summary>
/// <param name="Gateway">For the gateway's snapshot.</param>
/// <param name="Record">For the trace store.</param>
/// <param name="Telemetry">For the exporters, at start.</param>
internal sealed record CompiledSettings(GatewaySettings Gateway, RecordSettings Record, TelemetrySettings Telemetry);

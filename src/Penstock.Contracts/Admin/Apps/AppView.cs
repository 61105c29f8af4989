using System.Text.Json;
using Penstock.Contracts.Admin.Overview;

namespace Penstock.Contracts.Admin.Apps;

/// <summary>A logical application: what a caller names in <c>model</c>.</summary>
public sealed record AppView
{
    /// <summary>The name callers use.</summary>
    public required string Name { get; init; }

    /// <summary>The model that answers.</summary>
    public required string Model { get; init; }

    /// <summary>Models tried in this order when the first cannot answer.</summary>
    public required IReadOnlyList<string> Fallbacks { get; init; }

    /// <summary>Whether a system prompt is put before the caller's messages.</summary>
    public required bool HasSystem { get; init; }

    /// <summary>Request fields, in OpenAI's names, that fill in what the caller leaves out.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }

    /// <summary>The id of the live release.</summary>
    public string? Release { get; init; }

    /// <summary>Who answers for the app, or <see langword="null"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether traces keep prompts and answers.</summary>
    public required bool RecordContent { get; init; }

    /// <summary>The last 24 hours, or <see langword="null"/> when the trace store cannot say.</summary>
    public TrafficFigures? LastDay { get; init; }
}

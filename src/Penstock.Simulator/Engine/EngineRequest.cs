using System.Text.Json;

namespace Penstock.Simulator.Engine;

/// <summary>What one request asks for, whatever its dialect. Valid while its JSON document is.</summary>
internal sealed class EngineRequest
{
    public PromptMeter Prompt { get; } = new();

    public string Model { get; set; } = "";

    public bool Stream { get; set; }

    public bool IncludeUsage { get; set; }

    public int? MaxTokens { get; set; }

    /// <summary>Answer with exactly <see cref="MaxTokens"/> tokens, as vLLM's <c>ignore_eos</c> does.</summary>
    public bool IgnoreEos { get; set; }

    public List<string> Stops { get; } = [];

    public int Choices { get; set; } = 1;

    /// <summary>The tools that may be called; empty when the request forbids calls.</summary>
    public List<ToolOffer> Tools { get; } = [];

    public bool ParallelTools { get; set; } = true;

    /// <summary>Whether the answer is a JSON object.</summary>
    public bool Json { get; set; }

    /// <summary>The schema of the JSON answer; undefined where none is given.</summary>
    public JsonElement Schema { get; set; }

    public bool Reasoning { get; set; }

    /// <summary>The last text of the user; undefined where there is none.</summary>
    public JsonElement LastUserText { get; set; }

    public bool EndsWithAssistant { get; set; }

    public bool EndsWithToolResult { get; set; }

    /// <summary>The texts to embed; empty for anything but embeddings.</summary>
    public List<byte[]> Inputs { get; } = [];

    /// <summary>The dimensions asked for, or 0 for the engine's own.</summary>
    public int Dimensions { get; set; }

    /// <summary>Whether vectors are wanted as base64.</summary>
    public bool Base64 { get; set; }

    /// <summary>Prompt tokens up to the last cache marker (Anthropic), or <see langword="null"/> without one.</summary>
    public int? MarkedTokens { get; set; }
}

/// <summary>A tool that the request offers.</summary>
internal readonly record struct ToolOffer(string Name, JsonElement Schema);

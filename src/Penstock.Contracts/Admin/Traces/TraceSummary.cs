using Penstock.Contracts.Money;

namespace Penstock.Contracts.Admin.Traces;

/// <summary>One exchange as a row of a list.</summary>
public record TraceSummary
{
    /// <summary>The id, as in the header <c>x-penstock-trace</c>; ids sort by time.</summary>
    public required string Id { get; init; }

    /// <summary>When the request arrived.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Milliseconds from arrival to the last byte of the answer.</summary>
    public required double DurationMs { get; init; }

    /// <summary>Milliseconds from arrival to the first token sent to the caller, or <see langword="null"/> when none was.</summary>
    public double? FirstTokenMs { get; init; }

    /// <summary>The tenant; empty when the key was not known.</summary>
    public required string Tenant { get; init; }

    /// <summary>The key's id.</summary>
    public required string Key { get; init; }

    /// <summary>The key's name.</summary>
    public required string KeyName { get; init; }

    /// <summary>What the caller wrote in <c>model</c>.</summary>
    public required string Requested { get; init; }

    /// <summary>The app, or <see langword="null"/> when a model was named directly.</summary>
    public string? App { get; init; }

    /// <summary>The release that was live, or <see langword="null"/>.</summary>
    public string? Release { get; init; }

    /// <summary>The model that answered last, or <see langword="null"/> when none was tried.</summary>
    public string? Model { get; init; }

    /// <summary>Its provider.</summary>
    public string? Provider { get; init; }

    /// <summary><c>chat</c> or <c>embeddings</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The caller's dialect: <c>openai</c> or <c>anthropic</c>.</summary>
    public required string Dialect { get; init; }

    /// <summary>Whether the caller asked for a stream.</summary>
    public required bool Streamed { get; init; }

    /// <summary><c>succeeded</c>, <c>failed</c>, <c>aborted</c>, <c>cut</c>, <c>refused</c> or <c>interrupted</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The HTTP status sent to the caller; for a stream cut after its start, still 200.</summary>
    public required int HttpStatus { get; init; }

    /// <summary>The code of the fault, or <see langword="null"/>.</summary>
    public string? Fault { get; init; }

    /// <summary>The end user the caller named, or <see langword="null"/>.</summary>
    public string? User { get; init; }

    /// <summary>How many attempts it took.</summary>
    public required int AttemptCount { get; init; }

    /// <summary>Tokens of all attempts together.</summary>
    public required UsageView Usage { get; init; }

    /// <summary>Cost of all attempts together, in USD.</summary>
    public required NanoUsd CostUsd { get; init; }
}

/// <summary>Tokens of one attempt or one exchange.</summary>
public sealed record UsageView
{
    /// <summary>All input tokens.</summary>
    public required long Input { get; init; }

    /// <summary>The part of the input that was read from the provider's cache.</summary>
    public required long CachedInput { get; init; }

    /// <summary>The part of the input that was written to the provider's cache.</summary>
    public required long CacheWrite { get; init; }

    /// <summary>All output tokens.</summary>
    public required long Output { get; init; }

    /// <summary>The part of the output that was reasoning.</summary>
    public required long Reasoning { get; init; }

    /// <summary>Whether Penstock counted the tokens itself because the provider did not say.</summary>
    public required bool Counted { get; init; }
}

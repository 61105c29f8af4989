using Penstock.Contracts.Money;

namespace Penstock.Contracts.Admin.Traces;

/// <summary>One exchange in full.</summary>
public sealed record TraceView : TraceSummary
{
    /// <summary>One sentence about the failure, or <see langword="null"/>.</summary>
    public string? FaultDetail { get; init; }

    /// <summary>Why the model stopped: <c>stop</c>, <c>length</c>, <c>tool_call</c>, <c>content_filter</c>, or <see langword="null"/>.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The caller's W3C trace id, or <see langword="null"/>.</summary>
    public string? ParentTrace { get; init; }

    /// <summary>Every upstream try, in order.</summary>
    public required IReadOnlyList<AttemptView> Attempts { get; init; }

    /// <summary>The request body, where the app records content, else <see langword="null"/>.</summary>
    public string? RequestContent { get; init; }

    /// <summary>The answer's text, where the app records content, else <see langword="null"/>.</summary>
    public string? AnswerContent { get; init; }
}

/// <summary>One upstream try. Times are milliseconds from the arrival of the request.</summary>
public sealed record AttemptView
{
    /// <summary>1 for the first attempt.</summary>
    public required int Number { get; init; }

    /// <summary>The registered model.</summary>
    public required string Model { get; init; }

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The base URL that was called.</summary>
    public required string Endpoint { get; init; }

    /// <summary>When it was sent.</summary>
    public required double SentAtMs { get; init; }

    /// <summary>When the provider's headers came, or <see langword="null"/>.</summary>
    public double? HeadersAtMs { get; init; }

    /// <summary>When its first token came, or <see langword="null"/>.</summary>
    public double? FirstTokenAtMs { get; init; }

    /// <summary>When it ended.</summary>
    public required double EndedAtMs { get; init; }

    /// <summary>How it ended, in the words of <see cref="TraceSummary.Status"/>.</summary>
    public required string Status { get; init; }

    /// <summary>The provider's HTTP status, or <see langword="null"/> when none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The code of the fault, or <see langword="null"/>.</summary>
    public string? Fault { get; init; }

    /// <summary>The provider's id of its answer, or <see langword="null"/>.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The model the provider says it used, or <see langword="null"/>.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>Its tokens.</summary>
    public required UsageView Usage { get; init; }

    /// <summary>Its cost in USD.</summary>
    public required NanoUsd CostUsd { get; init; }
}

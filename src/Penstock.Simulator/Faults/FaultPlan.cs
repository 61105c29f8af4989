namespace Penstock.Simulator.Faults;

/// <summary>What goes otherwise than well in one exchange. Token numbers count the tokens that left before.</summary>
internal sealed record FaultPlan
{
    public static FaultPlan None { get; } = new();

    /// <summary>Answer with this error status.</summary>
    public int? Status { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Close the connection without a byte.</summary>
    public bool Reset { get; init; }

    /// <summary>Never answer.</summary>
    public bool Silent { get; init; }

    /// <summary>The first token leaves after this much time, whatever the engine's timing says.</summary>
    public TimeSpan? FirstTokenAfter { get; init; }

    public TimeSpan? PerToken { get; init; }

    /// <summary>Break the connection off, so that the peer can see that something is missing.</summary>
    public int? CutAt { get; init; }

    /// <summary>End the answer cleanly on the wire, without finish reason, usage or terminator.</summary>
    public int? EndAt { get; init; }

    public int? StallAt { get; init; }

    public TimeSpan StallFor { get; init; }

    /// <summary>Send an event that is not JSON.</summary>
    public int? MalformedAt { get; init; }

    /// <summary>Send an error event and end.</summary>
    public int? ErrorAt { get; init; }

    /// <summary>Finish for the content filter.</summary>
    public int? FilteredAt { get; init; }

    /// <summary>Leave out <c>[DONE]</c> or <c>message_stop</c>.</summary>
    public bool NoDone { get; init; }

    public bool NoUsage { get; init; }

    public bool ContextLength { get; init; }

    public bool ContentFilter { get; init; }

    /// <summary>Refuse a conversation that ends with a message of the assistant.</summary>
    public bool NoPrefill { get; init; }

    /// <summary>Answer 503 from the first request on for this long.</summary>
    public TimeSpan? DownFor { get; init; }

    /// <summary>Answer with the last user text.</summary>
    public bool Echo { get; init; }

    /// <summary>The length of an answer that the request does not limit further.</summary>
    public int? AnswerTokens { get; init; }

    /// <summary>Flush this many bytes at a time, across event and character boundaries.</summary>
    public int? ShredBytes { get; init; }
}

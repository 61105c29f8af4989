using Penstock.Contracts.Money;
using Penstock.Gateway.Call.Streaming;

namespace Penstock.Gateway.Call.Metering;

/// <summary>Reads a provider's answer beside the relay: usage, finish reason, ids, and the text in case tokens must be counted.</summary>
internal interface IAnswerMeter : IDisposable
{
    /// <summary>The provider's usage, or <see langword="null"/> while it has not said.</summary>
    TokenUsage? Usage { get; }

    /// <summary>Why the model stopped, in OpenTelemetry's words, or <see langword="null"/> while it has not.</summary>
    string? FinishReason { get; }

    /// <summary>Whether the model said that it is done with every choice.</summary>
    bool IsFinished { get; }

    /// <summary>The provider's id of the answer.</summary>
    string? ResponseId { get; }

    /// <summary>The model the provider says it used.</summary>
    string? ResponseModel { get; }

    /// <summary>The text of the answer so far, tool arguments and reasoning included, as UTF-8.</summary>
    PooledBuffer Text { get; }

    /// <summary>Reads a whole answer.</summary>
    /// <returns>False when it is not what the dialect says.</returns>
    bool ReadWhole(ReadOnlySpan<byte> body);

    /// <summary>Reads one event of a streamed answer.</summary>
    EventKind Observe(SseEvent streamed);
}

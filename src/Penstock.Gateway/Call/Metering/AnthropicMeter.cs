using System.Text.Json;
using Penstock.Contracts.Money;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call.Streaming;

namespace Penstock.Gateway.Call.Metering;

/// <summary>Meters Anthropic messages, whole and streamed.</summary>
/// <remarks>
/// Usage is split over <c>message_start</c> (input) and <c>message_delta</c> (output, sometimes input again): later
/// numbers replace earlier ones field by field, they are never added.
/// </remarks>
internal sealed class AnthropicMeter(ByteBudget? bytes = null) : IAnswerMeter
{
    private long? _uncached;
    private long _cacheRead;
    private long _cacheWrite;
    private long? _output;
    private bool _believable = true;
    private bool _hasError;
    private bool _hasContent;
    private bool _hasType;

    public TokenUsage? Usage => _believable && _uncached is { } uncached && _output is { } output
        ? new TokenUsage(uncached + _cacheRead + _cacheWrite, _cacheRead, _cacheWrite, output, 0, Counted: false)
        : null;

    public string? FinishReason { get; private set; }

    public bool IsFinished => FinishReason is not null;

    public string? ResponseId { get; private set; }

    public string? ResponseModel { get; private set; }

    public PooledBuffer Text { get; } = new(bytes);

    public bool ReadWhole(ReadOnlySpan<byte> body)
    {
        try
        {
            Walk(body);
            return !_hasError && _hasType && FinishReason is not null;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public EventKind Observe(SseEvent streamed)
    {
        if (streamed.Data.IsEmpty)
        {
            return EventKind.Preamble;
        }

        try
        {
            _hasContent = _hasType = false;
            var type = Walk(streamed.Data);
            return _hasError ? EventKind.Error
                : !_hasType ? EventKind.Malformed
                : type is EventKind.End ? EventKind.End
                : _hasContent ? EventKind.Content
                : EventKind.Preamble;
        }
        catch (JsonException)
        {
            return EventKind.Malformed;
        }
        catch (InvalidOperationException)
        {
            return EventKind.Malformed;
        }
    }

    public void Dispose() => Text.Dispose();

    private EventKind Walk(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var kind = EventKind.Preamble;
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName)
            {
                kind = ReadProperty(ref reader) is EventKind.End ? EventKind.End : kind;
            }
        }

        return kind;
    }

    // Names are unambiguous enough for one flat walk: nothing is skipped but tool inputs, which callers wrote themselves.
    private EventKind ReadProperty(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        if (reader.ValueTextEquals("type"u8))
        {
            reader.Read();
            return depth == 1 ? ReadType(ref reader) : EventKind.Preamble;
        }

        if (reader.ValueTextEquals("usage"u8))
        {
            reader.Read();
            ReadUsage(ref reader);
        }
        else if (reader.ValueTextEquals("stop_reason"u8))
        {
            reader.Read();
            FinishReason = reader.TokenType is JsonTokenType.String ? FinishReasons.FromAnthropic(ref reader) : FinishReason;
        }
        else if (reader.ValueTextEquals("input"u8))
        {
            ReadToolInput(ref reader);
        }
        else if (depth <= 2 && (reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("model"u8)))
        {
            ReadIdentity(ref reader);
        }
        else if (IsText(ref reader))
        {
            ReadText(ref reader);
        }

        return EventKind.Preamble;
    }

    private static bool IsText(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("thinking"u8)
        || reader.ValueTextEquals("partial_json"u8) || reader.ValueTextEquals("name"u8);

    private EventKind ReadType(ref Utf8JsonReader reader)
    {
        _hasType = reader.TokenType is JsonTokenType.String;
        _hasError |= reader.ValueTextEquals("error"u8);

        // A tool without arguments has no delta, and redacted thinking no text: the block's start is then the first token.
        _hasContent |= reader.ValueTextEquals("content_block_delta"u8);
        return reader.ValueTextEquals("message_stop"u8) ? EventKind.End : EventKind.Preamble;
    }

    private void ReadIdentity(ref Utf8JsonReader reader)
    {
        var isId = reader.ValueTextEquals("id"u8);
        reader.Read();
        if (reader.TokenType is not JsonTokenType.String)
        {
            return;
        }

        if (isId)
        {
            // The first id is the message's; those of tool calls come later.
            ResponseId ??= reader.GetString();
        }
        else
        {
            ResponseModel ??= reader.GetString();
        }
    }

    private void ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length > 0)
        {
            _hasContent = true;
            AnswerText.Append(Text, ref reader);
        }
    }

    private void ReadToolInput(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                AnswerText.Append(Text, ref reader);
            }
            else
            {
                Text.Write(reader.ValueSpan);
            }
        }
    }

    private void ReadUsage(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            return;
        }

        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType is not JsonTokenType.PropertyName || reader.CurrentDepth > depth + 1)
            {
                continue;
            }

            if (reader.ValueTextEquals("input_tokens"u8))
            {
                _uncached = OpenAiUsage.Count(ref reader, ref _believable) ?? _uncached;
            }
            else if (reader.ValueTextEquals("cache_read_input_tokens"u8))
            {
                _cacheRead = OpenAiUsage.Count(ref reader, ref _believable) ?? _cacheRead;
            }
            else if (reader.ValueTextEquals("cache_creation_input_tokens"u8))
            {
                _cacheWrite = OpenAiUsage.Count(ref reader, ref _believable) ?? _cacheWrite;
            }
            else if (reader.ValueTextEquals("output_tokens"u8))
            {
                _output = OpenAiUsage.Count(ref reader, ref _believable) ?? _output;
            }
        }
    }
}

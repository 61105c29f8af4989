using System.Text.Json;
using Penstock.Contracts.Money;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call.Streaming;

namespace Penstock.Gateway.Call.Metering;

/// <summary>Meters OpenAI chat completions, whole and streamed, and embeddings.</summary>
internal sealed class OpenAiMeter(bool embeddings, int choices, ByteBudget? bytes = null) : IAnswerMeter
{
    private int _finished;
    private bool _hasError;
    private bool _hasContent;
    private bool _hasChoices;

    public TokenUsage? Usage { get; private set; }

    public string? FinishReason { get; private set; }

    public bool IsFinished => _finished >= choices;

    public string? ResponseId { get; private set; }

    public string? ResponseModel { get; private set; }

    public PooledBuffer Text { get; } = new(bytes);

    public bool ReadWhole(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            ReadObject(ref reader);
            reader.Read();
            return !_hasError && _hasChoices && (embeddings || _finished > 0);
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

        if (streamed.Data.SequenceEqual("[DONE]"u8))
        {
            return EventKind.End;
        }

        try
        {
            _hasContent = _hasChoices = false;
            var hadUsage = Usage;
            var reader = new Utf8JsonReader(streamed.Data);
            ReadObject(ref reader);
            reader.Read();
            return Kind(usageIsNew: Usage is not null && Usage != hadUsage);
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

    private EventKind Kind(bool usageIsNew)
    {
        if (_hasError)
        {
            return EventKind.Error;
        }

        if (_hasContent || FinishReason is not null)
        {
            return _hasChoices || !usageIsNew ? EventKind.Content : EventKind.UsageOnly;
        }

        return usageIsNew && !_hasChoices ? EventKind.UsageOnly : EventKind.Preamble;
    }

    private void ReadObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8) || (embeddings && reader.ValueTextEquals("data"u8)))
            {
                reader.Read();
                ReadChoices(ref reader);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                Usage = OpenAiUsage.Read(ref reader) ?? Usage;
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                ResponseId ??= reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                ResponseModel ??= reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                _hasError = reader.TokenType is not JsonTokenType.Null;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadChoices(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartArray || embeddings)
        {
            _hasChoices = embeddings && reader.TokenType is JsonTokenType.StartArray;
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
        {
            _hasChoices = true;
            ReadChoice(ref reader);
        }
    }

    private void ReadChoice(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                ReadMessage(ref reader);
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                reader.Read();
                ReadFinish(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadFinish(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            _finished++;
            FinishReason = FinishReasons.FromOpenAi(ref reader);
        }
    }

    // Everything that a person or a program reads is text here: content, refusals, reasoning, tool names and arguments.
    private void ReadMessage(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType is not JsonTokenType.PropertyName)
            {
                continue;
            }

            var counts = reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("text"u8)
                || reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8)
                || reader.ValueTextEquals("refusal"u8) || reader.ValueTextEquals("arguments"u8) || reader.ValueTextEquals("name"u8);
            reader.Read();
            if (counts && reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length > 0)
            {
                _hasContent = true;
                AnswerText.Append(Text, ref reader);
            }
        }
    }
}

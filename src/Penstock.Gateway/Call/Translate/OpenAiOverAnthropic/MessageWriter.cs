using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes the assistant's message for the content blocks of an answer.</summary>
internal sealed class MessageWriter
{
    private readonly JsonElement _answer;
    private readonly JsonElement _blocks;
    private readonly Utf8JsonWriter _writer;

    public MessageWriter(JsonElement answer, Utf8JsonWriter writer)
    {
        (_answer, _blocks, _writer) = (answer, answer.Field("content"u8), writer);
        foreach (var block in _blocks.Items())
        {
            HasCalls |= IsCall(block);
        }
    }

    /// <summary>Whether the answer calls one of the caller's tools.</summary>
    public bool HasCalls { get; }

    public void Write()
    {
        _writer.WriteStartObject("message"u8);
        _writer.WriteString("role"u8, "assistant"u8);
        WriteContent();
        WriteRefusal();
        WriteReasoning();
        if (HasCalls)
        {
            WriteCalls();
        }

        _writer.WriteEndObject();
    }

    private void WriteContent()
    {
        using var text = new TextJoiner();
        foreach (var block in _blocks.Items())
        {
            if (block.Field("type"u8).Is("text"u8))
            {
                text.Add(block.Field("text"u8));
            }
            else if (IsJsonAnswer(block))
            {
                text.AddRaw(block.Field("input"u8));
            }
        }

        _writer.WritePropertyName("content"u8);
        if (text.IsEmpty && HasCalls)
        {
            _writer.WriteNullValue();
        }
        else
        {
            _writer.WriteStringValue(text.Utf8);
        }
    }

    private void WriteRefusal()
    {
        _writer.WritePropertyName("refusal"u8);
        var explanation = _answer.Field("stop_details"u8).Field("explanation"u8);
        if (_answer.Field("stop_reason"u8).Is("refusal"u8) && explanation.IsText())
        {
            _writer.WriteValue(explanation);
        }
        else
        {
            _writer.WriteNullValue();
        }
    }

    private void WriteReasoning()
    {
        using var thinking = new TextJoiner();
        var open = false;
        foreach (var block in _blocks.Items())
        {
            var type = block.Field("type"u8);
            if (!type.Is("thinking"u8) && !type.Is("redacted_thinking"u8))
            {
                continue;
            }

            if (!open)
            {
                _writer.WriteStartArray("thinking_blocks"u8);
                open = true;
            }

            thinking.Add(block.Field("thinking"u8));
            _writer.WriteValue(block);
        }

        if (open)
        {
            _writer.WriteEndArray();
            _writer.WriteString("reasoning_content"u8, thinking.Utf8);
        }
    }

    private void WriteCalls()
    {
        _writer.WriteStartArray("tool_calls"u8);
        foreach (var block in _blocks.Items())
        {
            if (!IsCall(block))
            {
                continue;
            }

            var input = block.Field("input"u8);
            _writer.WriteStartObject();
            _writer.WriteIfThere("id"u8, block.Field("id"u8));
            _writer.WriteString("type"u8, "function"u8);
            _writer.WriteStartObject("function"u8);
            _writer.WriteIfThere("name"u8, block.Field("name"u8));
            _writer.WriteString("arguments"u8, input.RawOr("{}"u8));
            _writer.WriteEndObject();
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }

    private static bool IsCall(JsonElement block) =>
        block.Field("type"u8).Is("tool_use"u8) && !block.Field("name"u8).Is(JsonMode.ToolName);

    private static bool IsJsonAnswer(JsonElement block) =>
        block.Field("type"u8).Is("tool_use"u8) && block.Field("name"u8).Is(JsonMode.ToolName);
}

using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes <c>tools</c> and <c>tool_choice</c>.</summary>
internal sealed class ToolsWriter
{
    private readonly JsonElement _tools;
    private readonly JsonElement _choice;
    private readonly JsonElement _parallel;
    private readonly Utf8JsonWriter _writer;
    private readonly bool _hasTools;
    private readonly bool _jsonMode;
    private readonly bool _choosesCall;

    public ToolsWriter(JsonElement request, Utf8JsonWriter writer)
    {
        _tools = request.Field("tools"u8);
        _choice = request.Field("tool_choice"u8);
        _parallel = request.Field("parallel_tool_calls"u8);
        _writer = writer;
        _hasTools = _tools.Items().MoveNext();
        _choosesCall = _choice.Is("required"u8) || _choice.ValueKind == JsonValueKind.Object;

        // A caller who insists on a call of its own gets that call, and there is no content to be JSON.
        _jsonMode = JsonMode.IsAsked(request) && !_choosesCall;
    }

    /// <summary>Whether the model has to call a tool.</summary>
    public bool ForcesCall => _choosesCall || _jsonMode;

    public Fault? Write()
    {
        if (!_hasTools && !_jsonMode)
        {
            return _choosesCall ? TranslationFaults.Invalid("tool_choice", "A tool can only be chosen where tools are given.") : null;
        }

        _writer.WriteStartArray("tools"u8);
        Fault? fault = null;
        var index = 0;
        foreach (var tool in _tools.Items())
        {
            fault ??= WriteTool(tool, index++);
        }

        if (_jsonMode)
        {
            JsonMode.WriteTool(_writer);
        }

        _writer.WriteEndArray();
        return fault ?? WriteChoice();
    }

    private Fault? WriteTool(JsonElement tool, int index)
    {
        var function = tool.Field("function"u8);
        if (!tool.Field("type"u8).Is("function"u8) || !function.Field("name"u8).IsText())
        {
            return TranslationFaults.Unsupported($"tools[{index}]", "Only tools of type function with a name are translated.");
        }

        _writer.WriteStartObject();
        _writer.WriteValue("name"u8, function.Field("name"u8));
        _writer.WriteIfThere("description"u8, function.Field("description"u8));
        WriteSchema(function.Field("parameters"u8));
        if (function.Field("strict"u8).IsTrue())
        {
            _writer.WriteBoolean("strict"u8, true);
        }

        CacheMarker.Write(tool, _writer);
        _writer.WriteEndObject();
        return null;
    }

    // Anthropic demands the type that OpenAI lets one leave out.
    private void WriteSchema(JsonElement schema)
    {
        if (schema.Field("type"u8).IsThere())
        {
            _writer.WriteValue("input_schema"u8, schema);
            return;
        }

        _writer.WriteStartObject("input_schema"u8);
        _writer.WriteString("type"u8, "object"u8);
        if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in schema.EnumerateObject())
            {
                property.WriteTo(_writer);
            }
        }

        _writer.WriteEndObject();
    }

    private Fault? WriteChoice()
    {
        var oneCall = _parallel.ValueKind == JsonValueKind.False;
        if (!_choice.IsThere() && !oneCall && !_jsonMode)
        {
            return null;
        }

        var named = _choice.Field("function"u8).Field("name"u8);
        if (_choice.ValueKind == JsonValueKind.Object && !named.IsText())
        {
            return TranslationFaults.Unsupported("tool_choice", "Only auto, none, required or one function can be chosen.");
        }

        WriteChoice(named, oneCall);
        return null;
    }

    private void WriteChoice(JsonElement named, bool oneCall)
    {
        var silent = _choice.Is("none"u8);
        var answerOnly = _jsonMode && (silent || !_hasTools);

        _writer.WritePropertyName("tool_choice"u8);
        _writer.StartTyped(this switch
        {
            _ when named.IsText() || answerOnly => "tool"u8,
            _ when ForcesCall => "any"u8,
            _ when silent => "none"u8,
            _ => "auto"u8,
        });

        if (named.IsText())
        {
            _writer.WriteValue("name"u8, named);
        }
        else if (answerOnly)
        {
            _writer.WriteString("name"u8, JsonMode.ToolName);
        }

        if ((oneCall && !silent) || answerOnly)
        {
            _writer.WriteBoolean("disable_parallel_tool_use"u8, true);
        }

        _writer.WriteEndObject();
    }
}

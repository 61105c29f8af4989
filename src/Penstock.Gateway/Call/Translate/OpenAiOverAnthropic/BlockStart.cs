using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>What a content block begins with.</summary>
internal ref struct BlockStart
{
    private RawValue _type;

    public RawValue Id { get; private set; }

    public RawValue Name { get; private set; }

    public RawValue Input { get; private set; }

    public RawValue Text { get; private set; }

    /// <summary>The data of redacted thinking.</summary>
    public RawValue Redacted { get; private set; }

    public readonly BlockKind Kind => _type switch
    {
        _ when _type.Is("text"u8) => BlockKind.Text,
        _ when _type.Is("thinking"u8) => BlockKind.Thinking,
        _ when _type.Is("tool_use"u8) => Name.Is(JsonMode.ToolName) ? BlockKind.JsonAnswer : BlockKind.Call,
        _ => BlockKind.Other,
    };

    public static BlockStart Read(RawValue block)
    {
        var start = default(BlockStart);
        var fields = new JsonFields(block.Json);
        while (fields.Next())
        {
            start.Take(fields);
        }

        start.Redacted = start._type.Is("redacted_thinking"u8) ? start.Redacted : default;
        return start;
    }

    private void Take(JsonFields field)
    {
        if (field.Is("type"u8))
        {
            _type = field.Value;
        }
        else if (field.Is("id"u8))
        {
            Id = field.Value;
        }
        else if (field.Is("name"u8))
        {
            Name = field.Value;
        }
        else if (field.Is("input"u8))
        {
            Input = field.Value;
        }
        else if (field.Is("text"u8))
        {
            Text = field.Value;
        }
        else if (field.Is("data"u8))
        {
            Redacted = field.Value;
        }
    }
}

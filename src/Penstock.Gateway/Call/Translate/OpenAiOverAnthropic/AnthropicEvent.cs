using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>The parts of one event of a message's stream.</summary>
internal ref struct AnthropicEvent
{
    public bool IsObject { get; private set; }

    public RawValue Type { get; private set; }

    /// <summary>The content block's index; -1 where there is none.</summary>
    public long Index { get; private set; }

    public RawValue Message { get; private set; }

    public RawValue ContentBlock { get; private set; }

    public RawValue Delta { get; private set; }

    public RawValue Usage { get; private set; }

    public static AnthropicEvent Read(ReadOnlySpan<byte> data)
    {
        var fields = new JsonFields(data);
        var read = new AnthropicEvent { IsObject = fields.IsObject, Index = -1 };
        while (fields.Next())
        {
            read.Take(fields);
        }

        return read;
    }

    private void Take(JsonFields field)
    {
        if (field.Is("type"u8))
        {
            Type = field.Value;
        }
        else if (field.Is("index"u8))
        {
            Index = field.Value.Count ?? -1;
        }
        else if (field.Is("delta"u8))
        {
            Delta = field.Value;
        }
        else if (field.Is("content_block"u8))
        {
            ContentBlock = field.Value;
        }
        else if (field.Is("message"u8))
        {
            Message = field.Value;
        }
        else if (field.Is("usage"u8))
        {
            Usage = field.Value;
        }
    }
}

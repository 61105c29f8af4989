using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>The next piece of a content block. Which field is there says of what kind it is.</summary>
internal ref struct BlockDelta
{
    public RawValue Text { get; private set; }

    public RawValue PartialJson { get; private set; }

    public RawValue Thinking { get; private set; }

    public RawValue Signature { get; private set; }

    public static BlockDelta Read(RawValue delta)
    {
        var read = default(BlockDelta);
        var fields = new JsonFields(delta.Json);
        while (fields.Next())
        {
            if (fields.Is("text"u8))
            {
                read.Text = fields.Value;
            }
            else if (fields.Is("partial_json"u8))
            {
                read.PartialJson = fields.Value;
            }
            else if (fields.Is("thinking"u8))
            {
                read.Thinking = fields.Value;
            }
            else if (fields.Is("signature"u8))
            {
                read.Signature = fields.Value;
            }
        }

        return read;
    }
}

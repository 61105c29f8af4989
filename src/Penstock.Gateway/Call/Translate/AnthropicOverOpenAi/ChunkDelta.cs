using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>What a chunk adds to the answer.</summary>
internal ref struct ChunkDelta
{
    public RawValue Content { get; private set; }

    public RawValue Refusal { get; private set; }

    public RawValue Reasoning { get; private set; }

    public RawValue ToolCalls { get; private set; }

    public static ChunkDelta Read(RawValue delta)
    {
        var read = default(ChunkDelta);
        var fields = new JsonFields(delta.Json);
        while (fields.Next())
        {
            if (fields.Is("content"u8))
            {
                read.Content = fields.Value;
            }
            else if (fields.Is("tool_calls"u8))
            {
                read.ToolCalls = fields.Value;
            }
            else if (fields.Is("reasoning_content"u8) || (fields.Is("reasoning"u8) && !read.Reasoning.HasText))
            {
                read.Reasoning = fields.Value;
            }
            else if (fields.Is("refusal"u8))
            {
                read.Refusal = fields.Value;
            }
        }

        return read;
    }
}

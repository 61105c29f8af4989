using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>The parts of one chunk of a chat completion's stream.</summary>
internal ref struct Chunk
{
    public bool IsObject { get; private set; }

    public RawValue Id { get; private set; }

    public RawValue Model { get; private set; }

    /// <summary>Whether the chunk says anything about the answer, rather than about tokens or filters only.</summary>
    public bool HasChoice { get; private set; }

    public RawValue Delta { get; private set; }

    public RawValue FinishReason { get; private set; }

    /// <summary>The stop sequence that was met, where the server says so.</summary>
    public RawValue StopReason { get; private set; }

    public RawValue Usage { get; private set; }

    public static Chunk Read(ReadOnlySpan<byte> data)
    {
        var fields = new JsonFields(data);
        var chunk = new Chunk { IsObject = fields.IsObject };
        while (fields.Next())
        {
            if (fields.Is("choices"u8))
            {
                chunk.TakeChoice(fields.Value);
            }
            else if (fields.Is("id"u8))
            {
                chunk.Id = fields.Value;
            }
            else if (fields.Is("model"u8))
            {
                chunk.Model = fields.Value;
            }
            else if (fields.Is("usage"u8))
            {
                chunk.Usage = fields.Value;
            }
        }

        return chunk;
    }

    private void TakeChoice(RawValue choices)
    {
        var items = new JsonItems(choices.Json);
        if (!items.Next())
        {
            return;
        }

        HasChoice = true;
        var fields = new JsonFields(items.Value.Json);
        while (fields.Next())
        {
            if (fields.Is("delta"u8))
            {
                Delta = fields.Value;
            }
            else if (fields.Is("finish_reason"u8))
            {
                FinishReason = fields.Value;
            }
            else if (fields.Is("stop_reason"u8))
            {
                StopReason = fields.Value;
            }
        }
    }
}

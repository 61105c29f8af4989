using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>What a chunk adds to one tool call.</summary>
internal ref struct CallDelta
{
    /// <summary>The call's index; <see langword="null"/> from servers that leave it out.</summary>
    public long? Index { get; private set; }

    public RawValue Id { get; private set; }

    public RawValue Name { get; private set; }

    public RawValue Arguments { get; private set; }

    public static CallDelta Read(RawValue call)
    {
        var read = default(CallDelta);
        var fields = new JsonFields(call.Json);
        while (fields.Next())
        {
            if (fields.Is("index"u8))
            {
                read.Index = fields.Value.Count;
            }
            else if (fields.Is("id"u8))
            {
                read.Id = fields.Value;
            }
            else if (fields.Is("function"u8))
            {
                read.TakeFunction(fields.Value);
            }
        }

        return read;
    }

    private void TakeFunction(RawValue function)
    {
        var fields = new JsonFields(function.Json);
        while (fields.Next())
        {
            if (fields.Is("name"u8))
            {
                Name = fields.Value;
            }
            else if (fields.Is("arguments"u8))
            {
                Arguments = fields.Value;
            }
        }
    }
}

using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Why a message ended.</summary>
internal ref struct MessageEnd
{
    public RawValue StopReason { get; private set; }

    public RawValue StopSequence { get; private set; }

    /// <summary>The sentence that explains a refusal.</summary>
    public RawValue Explanation { get; private set; }

    public static MessageEnd Read(RawValue delta)
    {
        var end = default(MessageEnd);
        var fields = new JsonFields(delta.Json);
        while (fields.Next())
        {
            if (fields.Is("stop_reason"u8))
            {
                end.StopReason = fields.Value;
            }
            else if (fields.Is("stop_sequence"u8))
            {
                end.StopSequence = fields.Value;
            }
            else if (fields.Is("stop_details"u8))
            {
                end.Explanation = ReadExplanation(fields.Value);
            }
        }

        return end;
    }

    private static RawValue ReadExplanation(RawValue details)
    {
        var fields = new JsonFields(details.Json);
        while (fields.Next())
        {
            if (fields.Is("explanation"u8))
            {
                return fields.Value;
            }
        }

        return default;
    }
}

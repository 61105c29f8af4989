using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Writes the messages for one user turn: each tool result as its own, then what the user says.</summary>
/// <remarks>
/// OpenAI wants every result right after the calls and takes only text in it, so images and files within a result
/// open the user's message that follows, each group behind a line that names its call.
/// </remarks>
internal sealed class UserWriter(Utf8JsonWriter writer, int index)
{
    public Fault? Write(JsonElement content)
    {
        if (content.IsText())
        {
            WriteText(content);
            return null;
        }

        Fault? fault = null;
        var speaks = false;
        var number = 0;
        foreach (var block in content.Items())
        {
            var isResult = IsResult(block);
            fault ??= isResult ? ToolResultWriter.Write(block, PathOf(number), writer) : null;
            speaks |= !isResult || ToolResultWriter.HasMedia(block);
            number++;
        }

        return fault ?? (speaks ? WriteParts(content) : null);
    }

    private void WriteText(JsonElement text)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, "user"u8);
        writer.WriteValue("content"u8, text);
        writer.WriteEndObject();
    }

    private Fault? WriteParts(JsonElement content)
    {
        if (content.GetArrayLength() == 1 && content[0].Field("type"u8).Is("text"u8) && content[0].Field("text"u8).IsText())
        {
            WriteText(content[0].Field("text"u8));
            return null;
        }

        writer.WriteStartObject();
        writer.WriteString("role"u8, "user"u8);
        writer.WriteStartArray("content"u8);

        Fault? fault = null;
        var number = 0;
        foreach (var block in content.Items())
        {
            var parts = new PartWriter(writer, PathOf(number++));
            fault ??= IsResult(block) ? ToolResultWriter.WriteMedia(block, parts, writer) : parts.Write(block);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return fault;
    }

    private static bool IsResult(JsonElement block) => block.Field("type"u8).Is("tool_result"u8);

    private string PathOf(int number) => $"messages[{index}].content[{number}]";
}

using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>OpenAI's JSON mode, which Anthropic has no field for: the answer is asked for as the input of a tool of our own.</summary>
/// <remarks>
/// The input of a tool is always one JSON object, which is what the mode promises. Answers and streams know the tool
/// by its name and turn its input back into content, so nothing has to be remembered in between.
/// </remarks>
internal static class JsonMode
{
    public static ReadOnlySpan<byte> ToolName => "penstock_json_answer"u8;

    private static ReadOnlySpan<byte> Definition =>
        """
        {"name":"penstock_json_answer","description":"Gives the final answer to the user. The input is the answer itself, as one JSON object.","input_schema":{"type":"object","additionalProperties":true}}
        """u8;

    public static bool IsAsked(JsonElement request) =>
        request.Field("response_format"u8).Field("type"u8).Is("json_object"u8);

    public static void WriteTool(Utf8JsonWriter writer) => writer.WriteRawValue(Definition, skipInputValidation: true);
}

using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.OpenAi;

/// <summary><c>POST /v1/embeddings</c>.</summary>
internal sealed class EmbeddingsOperation(int defaultDimensions) : IOperation
{
    private const int MostDimensions = 4096;
    private const int MostInputs = 2048;

    public IDialect Dialect => OpenAiDialect.Instance;

    public string NewId(string suffix) => $"embd-sim-{suffix}";

    public Refusal? Parse(JsonElement root, EngineRequest request)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.HasText("model"u8, out var model) || model.ValueEquals(""u8))
        {
            return OpenAiRefusals.NoModel;
        }

        request.Model = model.GetString()!;
        request.Choices = 0;
        request.Base64 = root.IsText("encoding_format"u8, "base64"u8);
        return ParseDimensions(root, request) ?? ParseInput(root, request);
    }

    public void WriteWhole(Utf8JsonWriter json, Reply reply)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        for (var index = 0; index < reply.Request.Inputs.Count; index++)
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "embedding"u8);
            json.WriteNumber("index"u8, index);
            WriteVector(json, reply.Request, reply.Request.Inputs[index]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("model"u8);
        json.WriteRawValue(reply.Model.Json, skipInputValidation: true);
        json.WriteString("system_fingerprint"u8, "simulated"u8);
        if (reply.ReportsUsage)
        {
            json.WriteStartObject("usage"u8);
            json.WriteNumber("prompt_tokens"u8, reply.Prompt.Tokens);
            json.WriteNumber("total_tokens"u8, reply.Prompt.Tokens);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter json, EngineRequest request, byte[] input)
    {
        var vector = WordVector.Of(input, request.Dimensions);
        if (request.Base64)
        {
            json.WriteBase64String("embedding"u8, MemoryMarshal.AsBytes(vector.AsSpan()));
            return;
        }

        json.WriteStartArray("embedding"u8);
        foreach (var value in vector)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private Refusal? ParseDimensions(JsonElement root, EngineRequest request)
    {
        request.Dimensions = defaultDimensions;
        if (!root.Has("dimensions"u8, out var asked))
        {
            return null;
        }

        if (!asked.IsIntIn(1, MostDimensions, out var dimensions))
        {
            return OpenAiRefusals.WrongValue("dimensions", $"an integer from 1 to {MostDimensions}");
        }

        request.Dimensions = dimensions;
        return null;
    }

    private static Refusal? ParseInput(JsonElement root, EngineRequest request)
    {
        if (!root.Has("input"u8, out var input))
        {
            return OpenAiRefusals.Missing("input");
        }

        var items = input.ValueKind == JsonValueKind.Array ? input.EnumerateArray().ToArray() : [input];
        if (items.Length is 0 or > MostInputs)
        {
            return OpenAiRefusals.WrongValue("input", $"1 to {MostInputs} items");
        }

        if (items.All(item => item.ValueKind == JsonValueKind.Number))
        {
            items = [input];
        }

        foreach (var item in items)
        {
            if (TextOf(item) is not { } text)
            {
                return OpenAiRefusals.WrongType("input", "a string, an array of strings or arrays of token numbers");
            }

            request.Prompt.AddMark("input"u8);
            request.Prompt.AddText(text);
            request.Inputs.Add(text);
        }

        return null;
    }

    /// <summary>The text of an input; token numbers become words, so that each counts one.</summary>
    private static byte[]? TextOf(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.ToUtf8(),
        JsonValueKind.Array when item.GetArrayLength() > 0
            && item.EnumerateArray().All(token => token.ValueKind == JsonValueKind.Number) =>
            Encoding.UTF8.GetBytes(string.Join(' ', item.EnumerateArray().Select(token => token.GetRawText()))),
        _ => null,
    };
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate;

namespace Penstock.Gateway.Tests.Call.Translate;

/// <summary>Runs the bridges on texts.</summary>
internal static class Bridged
{
    public static readonly DialectBridge OpenAiOverAnthropic = new OpenAiOverAnthropicBridge();

    public static readonly DialectBridge AnthropicOverOpenAi = new AnthropicOverOpenAiBridge();

    public static BridgeContext Context { get; } = new(
        ProviderModel: "sim-small",
        MaxOutput: 4_096,
        MaxTokensField: "max_completion_tokens",
        StreamUsage: true,
        CallerWantsUsage: true,
        CreatedUnixSeconds: 1_700_000_000);

    public static JsonNode Request(this DialectBridge bridge, string body, BridgeContext? context = null)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Null(bridge.TranslateRequest(Bytes(body), context ?? Context, output));
        return Node(output);
    }

    public static Fault Refusal(this DialectBridge bridge, string body)
    {
        var fault = bridge.TranslateRequest(Bytes(body), Context, new ArrayBufferWriter<byte>());
        Assert.NotNull(fault);
        return fault;
    }

    public static JsonNode Answer(this DialectBridge bridge, string body)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Null(bridge.TranslateAnswer(Bytes(body), Context, output));
        return Node(output);
    }

    public static Fault? AnswerFault(this DialectBridge bridge, string body) =>
        bridge.TranslateAnswer(Bytes(body), Context, new ArrayBufferWriter<byte>());

    /// <summary>Holds that two values are the same JSON, whatever the order of the fields.</summary>
    public static void Same(string expected, JsonNode? actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), actual),
            $"Expected: {JsonNode.Parse(expected)!.ToJsonString()}\nActual:   {actual?.ToJsonString()}");

    private static JsonNode Node(ArrayBufferWriter<byte> output) =>
        JsonNode.Parse(output.WrittenSpan, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

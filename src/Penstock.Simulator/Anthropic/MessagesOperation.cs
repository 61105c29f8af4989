using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Anthropic;

/// <summary><c>POST /v1/messages</c>.</summary>
internal sealed class MessagesOperation : IStreamingOperation
{
    public static MessagesOperation Instance { get; } = new();

    public IDialect Dialect => AnthropicDialect.Instance;

    public Refusal? Parse(JsonElement root, EngineRequest request) =>
        MessagesParser.ParsePrompt(root, request) ?? MessagesParser.ParseLimits(root, request);

    public string NewId(string suffix) => $"msg_sim_{suffix}";

    public void WriteWhole(Utf8JsonWriter json, Reply reply) => MessageWriter.Write(json, reply);

    public IAnswerStream OpenStream(Reply reply) => new MessageStream(reply);
}

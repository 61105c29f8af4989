using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.OpenAi;

/// <summary><c>POST /v1/chat/completions</c>.</summary>
internal sealed class ChatOperation : IStreamingOperation
{
    public static ChatOperation Instance { get; } = new();

    public IDialect Dialect => OpenAiDialect.Instance;

    public Refusal? Parse(JsonElement root, EngineRequest request) => ChatParser.Parse(root, request);

    public string NewId(string suffix) => $"chatcmpl-sim-{suffix}";

    public void WriteWhole(Utf8JsonWriter json, Reply reply) => ChatAnswerWriter.Write(json, reply);

    public IAnswerStream OpenStream(Reply reply) => new ChatStream(reply);
}

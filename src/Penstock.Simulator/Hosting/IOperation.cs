using System.Text.Json;
using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Hosting;

/// <summary>One thing a vendor's API can be asked for: how the request is read and the answer written.</summary>
internal interface IOperation
{
    IDialect Dialect { get; }

    Refusal? Parse(JsonElement root, EngineRequest request);

    string NewId(string suffix);

    void WriteWhole(Utf8JsonWriter json, Reply reply);
}

/// <summary>An operation whose answer can be streamed.</summary>
internal interface IStreamingOperation : IOperation
{
    IAnswerStream OpenStream(Reply reply);
}

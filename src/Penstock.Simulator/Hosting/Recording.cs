using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Hosting;

/// <summary>Keeps a copy of a request.</summary>
internal static class Recording
{
    public static RecordedRequest Add(EngineCore engine, HttpRequest request, ReadOnlyMemory<byte> body) =>
        engine.Requests.Add(number => new RecordedRequest(number, engine.Options.Clock.GetUtcNow())
        {
            Method = request.Method,
            Path = request.Path + request.QueryString,
            Headers = request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
        });
}

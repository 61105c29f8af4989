using System.Text.Json.Nodes;

namespace Penstock.Simulator.Tests.Support;

/// <summary>A stream of server-sent events as it was received.</summary>
internal sealed record Sse(IReadOnlyList<(string Event, string Data)> Events, bool IsCut)
{
    public bool IsDone => Events.Count > 0 && Events[^1].Data == "[DONE]";

    public IEnumerable<JsonNode> Chunks => Events.Where(entry => entry.Data != "[DONE]").Select(entry => JsonNode.Parse(entry.Data)!);

    /// <summary>The text of the first choice of a chat completion.</summary>
    public string ChatText => string.Concat(Chunks
        .Where(chunk => chunk["choices"]!.AsArray() is [{ } choice] && (int?)choice["index"] == 0)
        .Select(chunk => (string?)chunk["choices"]![0]!["delta"]!["content"]));

    public int ChatTokens => Chunks.Count(chunk => chunk["choices"]!.AsArray() is [{ } choice]
        && (string?)choice["delta"]!["content"] is { Length: > 0 });

    public static async Task<Sse> ReadAsync(HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var events = new List<(string Event, string Data)>();
        var name = "";
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(RunningFleet.Cancel));
        try
        {
            while (await lines.ReadLineAsync(RunningFleet.Cancel) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                {
                    name = line[7..];
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    events.Add((name, line[6..]));
                }
            }
        }
        catch (IOException)
        {
            return new Sse(events, IsCut: true);
        }

        return new Sse(events, IsCut: false);
    }
}

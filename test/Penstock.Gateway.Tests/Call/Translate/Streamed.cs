using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Call.Translate;

namespace Penstock.Gateway.Tests.Call.Translate;

/// <summary>Runs streams through a bridge and reads what comes out the way a client does.</summary>
internal static class Streamed
{
    /// <summary>Translates complete events and the end; fails on a fault.</summary>
    public static string Run(DialectBridge bridge, IEnumerable<string> events, BridgeContext? context = null)
    {
        var stream = bridge.OpenStream(context ?? Bridged.Context);
        var output = new ArrayBufferWriter<byte>();
        foreach (var data in events)
        {
            Assert.Null(Feed(stream, data, output));
        }

        stream.Complete(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static Fault? Feed(IStreamBridge stream, string data, ArrayBufferWriter<byte>? output = null) =>
        stream.Translate(new SseEvent(default, Encoding.UTF8.GetBytes(data)), output ?? new ArrayBufferWriter<byte>());

    /// <summary>The events of a stream: each a name (empty without one) and its data.</summary>
    public static IReadOnlyList<(string Name, string Data)> Events(string stream)
    {
        Assert.EndsWith("\n\n", stream, StringComparison.Ordinal);

        return [.. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Event)];
    }

    /// <summary>The chunks of an OpenAI stream, which must end as the dialect says.</summary>
    public static IReadOnlyList<JsonNode> Chunks(string stream)
    {
        var events = Events(stream);
        Assert.All(events, each => Assert.Empty(each.Name));
        Assert.Equal("[DONE]", events[^1].Data);

        return [.. events.Take(events.Count - 1).Select(each => JsonNode.Parse(each.Data)!)];
    }

    /// <summary>The events of an Anthropic stream, whose names must be their types.</summary>
    public static IReadOnlyList<JsonNode> Messages(string stream)
    {
        var events = Events(stream);
        Assert.All(events, each => Assert.Equal(each.Name, (string?)JsonNode.Parse(each.Data)!["type"]));

        return [.. events.Select(each => JsonNode.Parse(each.Data)!)];
    }

    private static (string Name, string Data) Event(string text)
    {
        var lines = text.Split('\n');
        var name = lines.Length == 2 ? lines[0] : "event: ";
        Assert.StartsWith("event: ", name, StringComparison.Ordinal);
        Assert.StartsWith("data: ", lines[^1], StringComparison.Ordinal);
        return (name["event: ".Length..], lines[^1]["data: ".Length..]);
    }
}

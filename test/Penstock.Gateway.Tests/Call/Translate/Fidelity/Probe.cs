using System.Globalization;
using System.Text.Json.Nodes;

namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>Looks for values in a document: <c>a.0.b</c> is there, <c>a.b=text</c> is that text, <c>a&gt;0</c> is a number above, <c>!a</c> is not there; <c>&amp;</c> joins several.</summary>
internal static class Probe
{
    public static bool Holds(string probe, JsonNode document) =>
        probe.Split('&', StringSplitOptions.RemoveEmptyEntries).All(part => HoldsOne(part, document));

    private static bool HoldsOne(string part, JsonNode document)
    {
        if (part.StartsWith('!'))
        {
            return Find(part[1..], document) is null;
        }

        if (part.EndsWith(">0", StringComparison.Ordinal))
        {
            return (long?)Find(part[..^2], document) > 0;
        }

        var (path, expected) = part.IndexOf('=') is > 0 and var at ? (part[..at], part[(at + 1)..]) : (part, null);
        var found = Find(path, document);
        return found is not null && (expected is null || Text(found) == expected);
    }

    private static JsonNode? Find(string path, JsonNode document)
    {
        JsonNode? node = document;
        foreach (var step in path.Split('.'))
        {
            node = node switch
            {
                JsonArray list when int.TryParse(step, CultureInfo.InvariantCulture, out var at) => at < list.Count ? list[at] : null,
                JsonObject fields => fields[step],
                _ => null,
            };
        }

        return node;
    }

    private static string Text(JsonNode node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString();
}

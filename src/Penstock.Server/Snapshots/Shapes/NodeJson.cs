using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>Nodes as JSON, with the types that YAML 1.2's core schema gives them.</summary>
internal static class NodeJson
{
    public static bool TryConvert(Node node, string path, ReadContext context, out JsonNode? json)
    {
        json = null;
        return node switch
        {
            ScalarNode scalar => TryConvert(scalar, path, context, out json),
            ListNode list => TryConvert(list, path, context, out json),
            _ => TryConvert((MapNode)node, path, context, out json),
        };
    }

    private static bool TryConvert(ScalarNode scalar, string path, ReadContext context, out JsonNode? json)
    {
        json = null;
        if (!context.TryExpand(scalar, path, out var text))
        {
            return false;
        }

        json = scalar.ScalarKind switch
        {
            ScalarKind.Null => null,
            ScalarKind.Flag => bool.Parse(scalar.Text),
            ScalarKind.Whole when ScalarNode.TryWhole(scalar.Text, out var whole) => whole,
            ScalarKind.Whole or ScalarKind.Fraction when TryDouble(scalar.Text, out var number) => number,
            _ => text,
        };
        return true;
    }

    private static bool TryDouble(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static bool TryConvert(ListNode list, string path, ReadContext context, [NotNullWhen(true)] out JsonNode? json)
    {
        var array = new JsonArray();
        var isGood = true;
        for (var i = 0; i < list.Items.Count; i++)
        {
            isGood &= TryConvert(list.Items[i], $"{path}[{i}]", context, out var item);
            array.Add(item);
        }

        json = array;
        return isGood;
    }

    private static bool TryConvert(MapNode map, string path, ReadContext context, [NotNullWhen(true)] out JsonNode? json)
    {
        var entries = new JsonObject();
        var isGood = true;
        foreach (var entry in map.Entries)
        {
            isGood &= TryConvert(entry.Value, $"{path}.{entry.Key}", context, out var value);
            entries[entry.Key] = value;
        }

        json = entries;
        return isGood;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>Keys that the user chooses, each with the same kind of value.</summary>
internal sealed class TableShape<T>(Shape<T> item, string words, string keyPattern, string keyWords)
    : Shape<IReadOnlyDictionary<string, T>>
{
    private const int MaxEntries = 1_000;

    private readonly Regex _key = new(keyPattern, RegexOptions.CultureInvariant);

    public override string Words => words;

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new()
    {
        ["type"] = new JsonArray("object", "null"),
        ["patternProperties"] = new JsonObject { [keyPattern] = item.ToSchema(definitions) },
        ["additionalProperties"] = false,
        ["maxProperties"] = MaxEntries,
    };

    public override bool TryRead(
        Node node, string path, ReadContext context, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, T> value)
    {
        var table = new Dictionary<string, T>();
        value = table;
        if (node is ScalarNode { ScalarKind: ScalarKind.Null })
        {
            return true;
        }

        if (node is not MapNode map || map.Entries.Count > MaxEntries)
        {
            context.Fail(node, path, $"expected {Words}, got {node.Kind}");
            return false;
        }

        foreach (var entry in map.Entries)
        {
            ReadEntry(entry, $"{path}.{entry.Key}", context, table);
        }

        return true;
    }

    private void ReadEntry(MapEntry entry, string path, ReadContext context, Dictionary<string, T> table)
    {
        context.Visit(path, entry.Value.Place);
        if (!_key.IsMatch(entry.Key))
        {
            context.Fail(entry.Place, path, $"`{entry.Key}` is not {keyWords}");
        }
        else if (item.TryRead(entry.Value, path, context, out var value))
        {
            table[entry.Key] = value;
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>A list of equal things. A key with nothing after it is an empty list.</summary>
internal sealed class ListShape<T>(Shape<T> item, string words, int min = 0, int max = 100_000) : Shape<IReadOnlyList<T>>
{
    public override string Words => words;

    public override IEnumerable<SectionDoc> Sections => item.Sections;

    public override JsonObject ToSchema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject
        {
            ["type"] = min == 0 ? new JsonArray("array", "null") : "array",
            ["items"] = item.ToSchema(definitions),
            ["maxItems"] = max,
        };
        if (min > 0)
        {
            schema["minItems"] = min;
        }

        return schema;
    }

    public override bool TryRead(Node node, string path, ReadContext context, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = [];
        if (min == 0 && node is ScalarNode { ScalarKind: ScalarKind.Null })
        {
            return true;
        }

        if (node is not ListNode list)
        {
            var hint = item.Sections.Any() ? "begin each with `- `" : "put it in brackets: [ … ]";
            context.Fail(node, path, $"expected {Words}, got {node.Kind}; {hint}");
            return false;
        }

        if (list.Items.Count < min || list.Items.Count > max)
        {
            context.Fail(node, path, $"expected {Words} with {min:N0} to {max:N0} entries, got {list.Items.Count:N0}");
            return false;
        }

        value = ReadItems(list, path, context);
        return true;
    }

    // A bad entry leaves an empty place behind, so that the paths of later rules still count right.
    private List<T> ReadItems(ListNode list, string path, ReadContext context)
    {
        var values = new List<T>(list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var at = $"{path}[{i}]";
            context.Visit(at, list.Items[i].Place);
            item.TryRead(list.Items[i], at, context, out var value);
            values.Add(value!);
        }

        return values;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>Any value, carried on as JSON. Variables work in its texts.</summary>
internal sealed class JsonShape(string words, params string[] types) : Shape<JsonElement>
{
    public override string Words => words;

    public override JsonObject ToSchema(SchemaDefinitions definitions) => types.Length switch
    {
        0 => [],
        1 => new JsonObject { ["type"] = types[0] },
        _ => new JsonObject { ["type"] = new JsonArray([.. types.Select(type => (JsonNode)type)]) },
    };

    public override bool TryRead(Node node, string path, ReadContext context, [MaybeNullWhen(false)] out JsonElement value)
    {
        value = default;
        if (types.Length > 0 && !types.Contains(TypeOf(node)))
        {
            context.Fail(node, path, $"expected {Words}, got {node.Kind}");
            return false;
        }

        if (!NodeJson.TryConvert(node, path, context, out var json))
        {
            return false;
        }

        value = JsonSerializer.SerializeToElement(json);
        return true;
    }

    private static string TypeOf(Node node) => node switch
    {
        MapNode => "object",
        ListNode => "array",
        ScalarNode { ScalarKind: ScalarKind.Flag } => "boolean",
        ScalarNode { ScalarKind: ScalarKind.Whole or ScalarKind.Fraction } => "number",
        ScalarNode { ScalarKind: ScalarKind.Null } => "null",
        _ => "string",
    };
}

/// <summary>A value of a known kind, carried on as JSON.</summary>
internal sealed class TypedJsonShape<T>(Shape<T> inner) : Shape<JsonElement>
{
    public override string Words => inner.Words;

    public override JsonObject ToSchema(SchemaDefinitions definitions) => inner.ToSchema(definitions);

    public override bool TryRead(Node node, string path, ReadContext context, [MaybeNullWhen(false)] out JsonElement value)
    {
        var isGood = inner.TryRead(node, path, context, out var read);
        value = isGood ? JsonSerializer.SerializeToElement(read) : default;
        return isGood;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>One key of a section, as the reference shows it.</summary>
internal sealed record FieldDoc(string Key, Shape Shape, bool IsRequired, string? Default, string Text);

/// <summary>One section, as the reference shows it.</summary>
internal sealed record SectionDoc(string Name, string Text, IReadOnlyList<FieldDoc> Fields);

/// <summary>A mapping with known keys, read into a record.</summary>
internal sealed class SectionShape<T>(string name, string text, T seed) : Shape<T>
{
    private readonly Dictionary<string, Reader> _readers = [];
    private readonly List<FieldDoc> _fields = [];

    private delegate T Reader(T target, Node node, string path, ReadContext context);

    public override string Words => $"a mapping with {string.Join(", ", _fields.Select(known => known.Key))}";

    public override IEnumerable<SectionDoc> Sections =>
        _fields.SelectMany(known => known.Shape.Sections).Prepend(new SectionDoc(name, text, _fields));

    public SectionShape<T> Required<TValue>(string key, Shape<TValue> shape, Func<T, TValue, T> set, string text) =>
        Add(new FieldDoc(key, shape, IsRequired: true, null, text), shape, set);

    public SectionShape<T> Optional<TValue>(
        string key, Shape<TValue> shape, Func<T, TValue, T> set, string text, string? otherwise = null) =>
        Add(new FieldDoc(key, shape, IsRequired: false, otherwise, text), shape, set);

    public override JsonObject ToSchema(SchemaDefinitions definitions) => definitions.Section(name, () => new JsonObject
    {
        ["description"] = text,
        ["type"] = AllowsNothing ? new JsonArray("object", "null") : "object",
        ["properties"] = new JsonObject(_fields.Select(known => KeyValuePair.Create(known.Key, (JsonNode?)Describe(known, definitions)))),
        ["required"] = new JsonArray([.. _fields.Where(known => known.IsRequired).Select(known => (JsonNode)known.Key)]),
        ["additionalProperties"] = false,
    });

    public override bool TryRead(Node node, string path, ReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = seed;
        if (AllowsNothing && node is ScalarNode { ScalarKind: ScalarKind.Null })
        {
            return true;
        }

        if (node is not MapNode map)
        {
            context.Fail(node, path, $"expected {Words}; got {node.Kind}");
            return false;
        }

        foreach (var entry in map.Entries)
        {
            var at = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
            context.Visit(at, entry.Value.Place);
            if (_readers.TryGetValue(entry.Key, out var read))
            {
                value = read(value, entry.Value, at, context);
                continue;
            }

            context.Fail(entry.Place, at, ExplainUnknown(entry.Key));
        }

        foreach (var known in _fields.Where(known => known.IsRequired && map[known.Key] is null))
        {
            context.Fail(node, path, $"the key `{known.Key}` is missing: {known.Text}");
        }

        return true;
    }

    private bool AllowsNothing => name.Length > 0 && !_fields.Exists(known => known.IsRequired);

    private static JsonObject Describe(FieldDoc known, SchemaDefinitions definitions)
    {
        var schema = known.Shape.ToSchema(definitions);
        var text = known.Default is null ? known.Text : $"{known.Text} Default: {known.Default}.";

        // Draft 7 ignores what stands beside a $ref, so the description needs a level of its own.
        return schema.ContainsKey("$ref")
            ? new JsonObject { ["description"] = text, ["allOf"] = new JsonArray(schema) }
            : new JsonObject(schema.DeepClone().AsObject().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
                .Prepend(KeyValuePair.Create("description", (JsonNode?)text)));
    }

    private SectionShape<T> Add<TValue>(FieldDoc known, Shape<TValue> shape, Func<T, TValue, T> set)
    {
        _fields.Add(known);
        _readers[known.Key] = (target, node, path, context) =>
            shape.TryRead(node, path, context, out var value) ? set(target, value) : target;
        return this;
    }

    private string ExplainUnknown(string key)
    {
        var keys = _fields.Select(known => known.Key).ToList();
        return Nearest.To(key, keys) is { } near
            ? $"unknown key `{key}`; did you mean `{near}`?"
            : $"unknown key `{key}`; {(name.Length == 0 ? "the document" : $"`{name}`")} takes {string.Join(", ", keys)}";
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Engine;

/// <summary>Writes a small instance of a JSON Schema: first choices, least lengths, required members.</summary>
/// <remarks>
/// Understands what vendors accept in structured outputs and tool parameters. Patterns are not solved.
/// Members are set apart by one space, so that the instance has several tokens.
/// </remarks>
internal static class SchemaInstance
{
    private const int MaxDepth = 24;

    /// <summary>Where a schema that branches without end stops growing.</summary>
    private const int MaxLength = 1 << 18;

    private static readonly JsonElement Anything = JsonDocument.Parse("{}").RootElement;

    public static string Write(JsonElement schema)
    {
        var text = new StringBuilder();
        var root = schema.ValueKind == JsonValueKind.Object ? schema : Anything;
        new Writer(root, text).Value(root, depth: 0, fallback: "object");
        return text.ToString();
    }

    private readonly ref struct Writer(JsonElement root, StringBuilder text)
    {
        public void Value(JsonElement schema, int depth, string fallback)
        {
            schema = Resolve(schema, depth);
            if (schema.TryGetProperty("const"u8, out var constant))
            {
                text.Append(constant.GetRawText());
            }
            else if (schema.TryGetProperty("enum"u8, out var values)
                && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0)
            {
                text.Append(values[0].GetRawText());
            }
            else
            {
                Typed(schema, depth, TypeOf(schema) ?? fallback);
            }
        }

        private void Typed(JsonElement schema, int depth, string type)
        {
            switch (type)
            {
                case "object":
                    Object(schema, depth);
                    break;
                case "array":
                    Array(schema, depth);
                    break;
                case "integer" or "number":
                    text.Append(SchemaScalars.Number(schema));
                    break;
                case "boolean":
                    text.Append("true");
                    break;
                case "null":
                    text.Append("null");
                    break;
                default:
                    text.Append('"').Append(JavaScriptEncoder.Default.Encode(SchemaScalars.Text(schema))).Append('"');
                    break;
            }
        }

        private void Object(JsonElement schema, int depth)
        {
            var members = new Dictionary<string, JsonElement>();
            var required = new HashSet<string>();
            Collect(schema, members, required, depth);

            // A root without required members would be "{}", which shows nobody anything.
            var wanted = required.Count == 0 && depth == 0 ? members.Keys : (IEnumerable<string>)required;
            var first = true;
            text.Append('{');
            foreach (var name in wanted)
            {
                if (depth == MaxDepth || text.Length > MaxLength)
                {
                    break;
                }

                text.Append(first ? "\"" : ", \"").Append(JavaScriptEncoder.Default.Encode(name)).Append("\": ");
                Value(members.GetValueOrDefault(name, Anything), depth + 1, fallback: "string");
                first = false;
            }

            text.Append('}');
        }

        private void Collect(
            JsonElement schema, Dictionary<string, JsonElement> members, HashSet<string> required, int depth)
        {
            if (schema.HasObject("properties"u8, out var properties))
            {
                foreach (var property in properties.EnumerateObject())
                {
                    members[property.Name] = property.Value;
                }
            }

            if (schema.TryGetProperty("required"u8, out var names) && names.ValueKind == JsonValueKind.Array)
            {
                required.UnionWith(names.EnumerateArray()
                    .Where(name => name.ValueKind == JsonValueKind.String)
                    .Select(name => name.GetString()!));
            }

            if (depth < MaxDepth && schema.TryGetProperty("allOf"u8, out var all)
                && all.ValueKind == JsonValueKind.Array)
            {
                foreach (var part in all.EnumerateArray())
                {
                    Collect(Resolve(part, depth), members, required, depth + 1);
                }
            }
        }

        private void Array(JsonElement schema, int depth)
        {
            var count = depth < MaxDepth ? SchemaScalars.Least(schema, "minItems"u8) : 0;
            var hasPrefix = schema.TryGetProperty("prefixItems"u8, out var prefix)
                && prefix.ValueKind == JsonValueKind.Array;
            count = Math.Max(count, hasPrefix ? prefix.GetArrayLength() : 0);
            var items = schema.HasObject("items"u8, out var item) ? item : Anything;

            text.Append('[');
            for (var index = 0; index < count && text.Length < MaxLength; index++)
            {
                text.Append(index == 0 ? "" : ", ");
                var isPrefix = hasPrefix && index < prefix.GetArrayLength();
                Value(isPrefix ? prefix[index] : items, depth + 1, fallback: "string");
            }

            text.Append(']');
        }

        private JsonElement Resolve(JsonElement schema, int depth)
        {
            for (var hop = 0; hop < MaxDepth && schema.ValueKind == JsonValueKind.Object; hop++)
            {
                if (schema.TryGetProperty("$ref"u8, out var reference) && reference.ValueKind == JsonValueKind.String)
                {
                    schema = Follow(reference.GetString()!);
                }
                else if (Choice(schema, depth) is { } choice)
                {
                    schema = choice;
                }
                else
                {
                    return schema;
                }
            }

            return Anything;
        }

        private JsonElement Follow(string reference)
        {
            var at = root;
            foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                var name = step.Replace("~1", "/", StringComparison.Ordinal)
                    .Replace("~0", "~", StringComparison.Ordinal);
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                {
                    return Anything;
                }
            }

            return at;
        }

        private static JsonElement? Choice(JsonElement schema, int depth)
        {
            foreach (var word in (ReadOnlySpan<string>)["anyOf", "oneOf"])
            {
                if (schema.TryGetProperty(word, out var choices)
                    && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0)
                {
                    // Deep down the last choice is more likely the one that ends a recursion, such as null.
                    return depth > MaxDepth / 2 ? choices[choices.GetArrayLength() - 1] : choices[0];
                }
            }

            return null;
        }

        private static string? TypeOf(JsonElement schema)
        {
            if (schema.TryGetProperty("type"u8, out var type))
            {
                var first = type.ValueKind == JsonValueKind.Array && type.GetArrayLength() > 0 ? type[0] : type;
                return first.ValueKind == JsonValueKind.String ? first.GetString() : null;
            }

            return schema.TryGetProperty("properties"u8, out _) || schema.TryGetProperty("allOf"u8, out _) ? "object"
                : schema.TryGetProperty("items"u8, out _) ? "array"
                : null;
        }
    }
}

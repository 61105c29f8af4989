using System.Text.Json.Nodes;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

/// <summary>A JSON text in all its forms in which one value is gone or another one.</summary>
internal static class JsonVariants
{
    // Null takes the place out.
    private static readonly string?[] Values =
    [
        null, "null", "[]", "{}", "\"\"", "\"x\"", "0", "-1", "1.5", "1e308", "99999999999999999999", "true", "[null]", "[[]]", "[{}]", "[\"x\"]",
        "{\"\":null}", "{\"type\":\"text\"}", "{\"type\":{}}", "{\"a\":{\"b\":{}}}",
    ];

    /// <summary>Each with what is different in it.</summary>
    public static IEnumerable<(string What, JsonNode Root)> Of(string full)
    {
        var count = JsonSpot.All(JsonNode.Parse(full)).Count;
        for (var place = 0; place < count; place++)
        {
            foreach (var value in Values)
            {
                var root = JsonNode.Parse(full)!;
                var spot = JsonSpot.All(root)[place];
                var what = $"{spot.Parent.GetPath()} {spot.Key ?? spot.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)} = {value ?? "nothing"}";
                if (value is null)
                {
                    spot.Remove();
                }
                else
                {
                    spot.Value = JsonNode.Parse(value);
                }

                yield return (what, root);
            }
        }
    }
}

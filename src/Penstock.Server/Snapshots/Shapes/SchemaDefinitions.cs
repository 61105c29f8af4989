using System.Text.Json.Nodes;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>The named parts of the JSON Schema, each written once.</summary>
internal sealed class SchemaDefinitions
{
    public JsonObject Definitions { get; } = new()
    {
        ["variable"] = new JsonObject
        {
            ["description"] = "A value from the environment: ${NAME}, or ${NAME:-default}.",
            ["type"] = "string",
            ["pattern"] = Shapes.Variable.Pattern,
        },
    };

    public static JsonObject Variable() => Reference("variable");

    public JsonObject Section(string name, Func<JsonObject> make)
    {
        if (!Definitions.ContainsKey(name))
        {
            Definitions[name] = new JsonObject();
            Definitions[name] = make();
        }

        return Reference(name);
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/definitions/{name}" };
}

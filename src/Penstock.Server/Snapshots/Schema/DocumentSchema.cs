using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Penstock.Server.Snapshots.Document;
using Penstock.Server.Snapshots.Shapes;

namespace Penstock.Server.Snapshots.Schema;

/// <summary>The JSON Schema of <c>penstock.yaml</c>, for editors.</summary>
internal static class DocumentSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Lazy<string> Cached = new(Write);

    /// <summary>The schema, draft 7, which most editors know.</summary>
    public static string Text => Cached.Value;

    private static string Write()
    {
        var definitions = new SchemaDefinitions();
        DocumentShape.Root.ToSchema(definitions);
        var root = definitions.Definitions[""]!.DeepClone().AsObject();
        definitions.Definitions.Remove("");

        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "penstock.yaml",
        };
        foreach (var (name, part) in root)
        {
            schema[name] = part?.DeepClone();
        }

        schema["definitions"] = definitions.Definitions;
        return schema.ToJsonString(Indented) + "\n";
    }
}

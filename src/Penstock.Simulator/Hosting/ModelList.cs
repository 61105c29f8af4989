using System.Text.Json;

namespace Penstock.Simulator.Hosting;

/// <summary>Writes <c>GET /v1/models</c>: as Anthropic for callers who send a version header, else as OpenAI.</summary>
internal static class ModelList
{
    private const long Created = 1_735_689_600;

    public static void Write(Utf8JsonWriter json, IReadOnlyList<string> models, HttpRequest request)
    {
        var isAnthropic = request.Headers["anthropic-version"].Count > 0;
        json.WriteStartObject();
        if (!isAnthropic)
        {
            json.WriteString("object"u8, "list"u8);
        }

        json.WriteStartArray("data"u8);
        foreach (var model in models)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, model);
            if (isAnthropic)
            {
                json.WriteString("type"u8, "model"u8);
                json.WriteString("display_name"u8, $"{model} (simulated)");
                json.WriteString("created_at"u8, DateTimeOffset.FromUnixTimeSeconds(Created));
            }
            else
            {
                json.WriteString("object"u8, "model"u8);
                json.WriteNumber("created"u8, Created);
                json.WriteString("owned_by"u8, "simulated"u8);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (isAnthropic)
        {
            json.WriteBoolean("has_more"u8, false);
            json.WriteString("first_id"u8, models.Count > 0 ? models[0] : null);
            json.WriteString("last_id"u8, models.Count > 0 ? models[^1] : null);
        }

        json.WriteEndObject();
    }
}

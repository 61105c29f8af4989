using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Snapshot;

/// <summary>Content-addressed ids: the same content has the same id on every node and at every time.</summary>
public static class ReleaseId
{
    private const int IdBytes = 6;

    /// <summary>The release of an app: a hash of the models it calls, its prompt and its parameters, as canonical JSON.</summary>
    /// <param name="app">The app.</param>
    /// <param name="models">Provider and exact model id of each of its targets, in order.</param>
    /// <returns><c>rel_</c> and 12 hex digits.</returns>
    public static string OfApp(AppSettings app, IEnumerable<(string Provider, string ModelId)> models)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("models");
            foreach (var (provider, modelId) in models)
            {
                json.WriteStringValue($"{provider}/{modelId}");
            }

            json.WriteEndArray();
            json.WriteStartObject("parameters");
            foreach (var (name, value) in app.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
            json.WriteString("system", app.System);
            json.WriteEndObject();
        }

        return "rel_" + Hash(buffer.WrittenSpan);
    }

    /// <summary>The version of a prompt: a hash of its text.</summary>
    /// <param name="system">The text.</param>
    /// <returns><c>pmt_</c> and 12 hex digits.</returns>
    public static string OfPrompt(string system) => "pmt_" + Hash(Encoding.UTF8.GetBytes(system));

    private static string Hash(ReadOnlySpan<byte> content) =>
        Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, IdBytes));
}

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Penstock.Contracts.Admin;

namespace Penstock.Contracts.Client;

/// <summary>The wire rules as a client needs them: a newer server may send members that this client does not know.</summary>
internal static class AdminWire
{
    private static readonly JsonSerializerOptions Options = Create();

    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    public static HttpContent Body<T>(T value) => JsonContent.Create(value, Of<T>());

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        AdminJson.Apply(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        return options;
    }
}

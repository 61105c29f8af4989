using System.Collections.Concurrent;

namespace Penstock.Gateway.Record;

/// <summary>A base URL as the tag values it becomes, made once per URL.</summary>
/// <param name="Address">The host.</param>
/// <param name="Port">The port; boxed here once, because a tag's value is an object.</param>
internal sealed record EndpointTags(string Address, object Port)
{
    // Only configured base URLs get here, so the table stays as small as the configuration.
    private static readonly ConcurrentDictionary<string, EndpointTags> Known = new(StringComparer.Ordinal);

    public static EndpointTags Of(string endpoint) => Known.TryGetValue(endpoint, out var tags) ? tags : Known.GetOrAdd(endpoint, Read);

    private static EndpointTags Read(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            ? new EndpointTags(uri.Host, (long)uri.Port)
            : new EndpointTags(string.Empty, 0L);
}

using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Call.Providers;

/// <summary>Keeps what authenticates Penstock at a provider out of that provider's own words: debugging proxies quote whole requests.</summary>
internal static class ProviderSecrets
{
    // Shorter values are flags and versions; hiding those would garble every sentence.
    private const int ShortestSecret = 8;
    private const string Hidden = "[hidden]";

    /// <summary>The credential and the values of configured headers and query parameters.</summary>
    public static IReadOnlyList<string> Of(ProviderSettings provider) =>
        [.. provider.Headers.Values.Concat(provider.Query.Values).Append(provider.ApiKey ?? "").Where(value => value.Length >= ShortestSecret)];

    public static string? Hide(string? message, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets)
        {
            message = message?.Replace(secret, Hidden, StringComparison.Ordinal);
        }

        return message;
    }
}

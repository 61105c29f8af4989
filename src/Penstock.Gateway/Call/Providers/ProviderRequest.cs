using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Penstock.Contracts.Dialects;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Call.Providers;

/// <summary>Builds the HTTP request of one attempt. The caller's credential never goes to a provider.</summary>
internal static class ProviderRequest
{
    private const string AnthropicVersion = "2023-06-01";
    private const string UserAgent = "penstock/0.1";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // Headers of a dialect that change what the provider does, and carry nothing about who is calling.
    private static readonly string[] Relayed = ["anthropic-beta", "openai-beta"];

    public static HttpRequestMessage Build(Attempt attempt)
    {
        var (exchange, provider) = (attempt.Exchange, attempt.Target.Provider);
        var address = attempt.Endpoint.Address(exchange.Ingress.Operation);
        var content = new ReadOnlyMemoryContent(attempt.Body.Written);
        content.Headers.ContentType = Json;

        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = content,
            Version = address.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };

        var headers = request.Headers;
        AddCredential(headers, provider);
        headers.TryAddWithoutValidation("User-Agent", UserAgent);
        headers.TryAddWithoutValidation("traceparent", attempt.TraceParent);
        if (provider.Dialect is Dialect.Anthropic)
        {
            headers.TryAddWithoutValidation(
                "anthropic-version", exchange.Http.Request.Headers["anthropic-version"] is [{ } version] && Ascii.IsValid(version) ? version : AnthropicVersion);
        }

        Relay(exchange, provider, headers);
        foreach (var (name, value) in provider.Headers)
        {
            headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>Puts the provider's credential where the provider looks for it.</summary>
    public static void AddCredential(HttpRequestHeaders headers, ProviderSettings provider)
    {
        if (provider.ApiKey is not { } key)
        {
            return;
        }

        _ = provider.Credential switch
        {
            CredentialStyle.Bearer => headers.TryAddWithoutValidation("Authorization", "Bearer " + key),
            CredentialStyle.XApiKey => headers.TryAddWithoutValidation("x-api-key", key),
            CredentialStyle.ApiKey => headers.TryAddWithoutValidation("api-key", key),
        };
    }

    private static void Relay(Exchange exchange, ProviderSettings provider, HttpRequestHeaders headers)
    {
        if (exchange.Ingress.Dialect != provider.Dialect)
        {
            return;
        }

        foreach (var name in Relayed)
        {
            // What HTTP cannot carry would fail the call, and look like the provider's fault.
            if (exchange.Http.Request.Headers.TryGetValue(name, out var values) && values.All(value => Ascii.IsValid(value)))
            {
                headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }
    }
}

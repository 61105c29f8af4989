using System.Net.Sockets;
using Penstock.Contracts.Admin.Providers;
using Penstock.Contracts.Dialects;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Server.Features.Registry;

/// <summary>Makes one real, harmless call to every base URL of a provider: it asks for the list of models.</summary>
internal sealed class ProviderProbe(TimeProvider clock) : IDisposable
{
    private const string AnthropicVersion = "2023-06-01";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
        UseCookies = false,
        UseProxy = false,
    });

    public async Task<ProviderCheckView> CheckAsync(ProviderSettings provider, CancellationToken cancellationToken)
    {
        var endpoints = await Task.WhenAll(provider.BaseUrls.Select(url => CheckAsync(provider, url, cancellationToken)));
        return new ProviderCheckView(provider.Name, Array.TrueForAll(endpoints, endpoint => endpoint.Ok), endpoints);
    }

    public void Dispose() => _http.Dispose();

    private async Task<EndpointCheckView> CheckAsync(ProviderSettings provider, Uri baseUrl, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        var began = clock.GetTimestamp();

        try
        {
            using var request = Build(provider, baseUrl);
            using var answer = await _http.SendAsync(request, deadline.Token);
            var detail = answer.IsSuccessStatusCode ? null : Explain((int)answer.StatusCode);
            return View(baseUrl, answer.IsSuccessStatusCode, (int)answer.StatusCode, clock.GetElapsedTime(began), detail);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return View(baseUrl, ok: false, null, clock.GetElapsedTime(began), $"No answer within {Deadline.TotalSeconds} s.");
        }
        catch (HttpRequestException failure)
        {
            var reason = (failure.InnerException as SocketException)?.SocketErrorCode.ToString() ?? failure.HttpRequestError.ToString();
            return View(baseUrl, ok: false, null, clock.GetElapsedTime(began), $"It cannot be reached: {reason}.");
        }
    }

    private static HttpRequestMessage Build(ProviderSettings provider, Uri baseUrl)
    {
        var query = string.Join('&', provider.Query.Select(
            pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        var address = $"{baseUrl.ToString().TrimEnd('/')}/models{(query.Length > 0 ? "?" + query : "")}";
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (provider.Dialect is Dialect.Anthropic)
        {
            request.Headers.TryAddWithoutValidation("anthropic-version", AnthropicVersion);
        }

        if (provider.ApiKey is { } key)
        {
            var (name, value) = provider.Credential switch
            {
                CredentialStyle.Bearer => ("Authorization", $"Bearer {key}"),
                CredentialStyle.XApiKey => ("x-api-key", key),
                CredentialStyle.ApiKey => ("api-key", key),
            };
            request.Headers.TryAddWithoutValidation(name, value);
        }

        foreach (var (name, value) in provider.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static string Explain(int status) => status switch
    {
        401 or 403 => "It does not accept the credential; check api_key.",
        404 => "It has no list of models at this address; check base_urls.",
        429 => "Its limit is used up.",
        >= 500 => "It failed.",
        _ => $"It answered {status}.",
    };

    private static EndpointCheckView View(Uri url, bool ok, int? status, TimeSpan elapsed, string? detail) => new()
    {
        Url = url.ToString(),
        Ok = ok,
        HttpStatus = status,
        LatencyMs = Math.Round(elapsed.TotalMilliseconds, 3),
        Detail = detail,
    };
}

using System.Net;
using Penstock.Contracts.Dialects;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Call.Providers;

/// <summary>One base URL with its connections and its ready-made addresses.</summary>
internal sealed class Endpoint
{
    // Long enough to keep a busy pool warm, short enough to follow a change of DNS.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);

    private readonly Uri _chat;
    private readonly Uri _embeddings;

    public Endpoint(EndpointState state, ProviderSettings provider, TimeSpan connectTimeout)
    {
        State = state;
        Name = WithVersion(state.BaseUrl, provider.Dialect).TrimEnd('/');
        _chat = Address(provider.Dialect is Dialect.Anthropic ? "/messages" : "/chat/completions", provider);
        _embeddings = Address("/embeddings", provider);
        Models = Address("/models", provider);
        Client = new HttpMessageInvoker(Connect(provider, connectTimeout));
    }

    public EndpointState State { get; }

    /// <summary>The base URL as text, for traces and pages.</summary>
    public string Name { get; }

    /// <summary>Where the provider lists its models; what a health check asks for.</summary>
    public Uri Models { get; }

    public HttpMessageInvoker Client { get; }

    public Uri Address(Operation operation) => operation is Operation.Embeddings ? _embeddings : _chat;

    private static SocketsHttpHandler Connect(ProviderSettings provider, TimeSpan connectTimeout) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = connectTimeout,
        EnableMultipleHttp2Connections = true,
        MaxConnectionsPerServer = provider.MaxConnections,
        PooledConnectionIdleTimeout = IdleTimeout,
        PooledConnectionLifetime = ConnectionLifetime,

        // Long enough for the few bytes behind a complete stream, so that its connection is used again; too short for an
        // engine to go on working on an answer that is given up.
        ResponseDrainTimeout = DrainTimeout,

        // Spans are made from the record, with the exchange's own ids.
        ActivityHeadersPropagator = null,
        UseCookies = false,
        UseProxy = false,
    };

    // Anthropic's own SDKs name the host alone and add the version themselves, so people write it that way.
    private static string WithVersion(Uri baseUrl, Dialect dialect) =>
        dialect is Dialect.Anthropic && baseUrl.AbsolutePath == "/" ? baseUrl + "v1" : baseUrl.ToString();

    private Uri Address(string path, ProviderSettings provider)
    {
        var query = string.Join('&', provider.Query.Select(
            pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        return new Uri(Name + path + (query.Length > 0 ? "?" + query : ""));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Penstock.Contracts.Dialects;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

/// <summary>A gateway in front of a provider that answers whatever a test wants, however wrong.</summary>
internal sealed class ScriptedProvider : IAsyncDisposable
{
    private readonly WebApplication _provider;

    private ScriptedProvider(WebApplication provider, GatewayHost gateway) =>
        (_provider, Gateway, Client) = (provider, gateway, gateway.CreateClient());

    public GatewayHost Gateway { get; }

    public HttpClient Client { get; }

    public static Task<ScriptedProvider> AnswerAsync(Dialect dialect, string body) => StartAsync(dialect, async http =>
    {
        http.Response.ContentType = body.StartsWith('{') ? "application/json" : "text/event-stream";
        await http.Response.WriteAsync(body, http.RequestAborted);
    });

    public static async Task<ScriptedProvider> StartAsync(Dialect dialect, RequestDelegate answer, LimitSettings? limits = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = builder.Build();
        provider.Run(answer);
        await provider.StartAsync(cancel);

        var key = TestSettings.Key("web", "acme", TestSettings.Secret);
        var gateway = await GatewayHost.StartAsync(
            new GatewaySettings
            {
                Tenants = [new TenantSettings { Name = "acme" }],
                Providers =
                [
                    new ProviderSettings
                    {
                        Name = "scripted", Dialect = dialect, BaseUrls = [new Uri(provider.Urls.First() + "/v1")], TelemetryName = "scripted",
                        ApiKey = "upstream-credential", Headers = new Dictionary<string, string> { ["x-team"] = "team-credential" },
                    },
                ],
                Models = [TestSettings.Model("scripted", "scripted")],
                Keys = [limits is null ? key : key with { Limits = limits }],
                Retries = new RetrySettings { MaxAttempts = 1 },
            },
            cancel);
        return new ScriptedProvider(provider, gateway);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body) => Client.PostAsync(
        path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Gateway.DisposeAsync();
        await _provider.StopAsync(new CancellationToken(canceled: true));
        await _provider.DisposeAsync();
    }
}

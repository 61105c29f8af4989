using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Admin.Apps;
using Penstock.Contracts.Admin.Config;
using Penstock.Contracts.Admin.Keys;
using Penstock.Contracts.Admin.Models;
using Penstock.Contracts.Admin.Overview;
using Penstock.Contracts.Admin.Providers;
using Penstock.Contracts.Admin.Status;
using Penstock.Contracts.Admin.Tenants;
using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Admin.Usage;
using Penstock.Contracts.Faults;

namespace Penstock.Contracts.Client;

/// <summary>The admin API of one server. Every refusal of the server comes back as a <see cref="Fault"/>, and so does a server that cannot be reached.</summary>
/// <param name="http">
/// Carries the server's root as <see cref="HttpClient.BaseAddress"/> and the admin key as <c>Authorization: Bearer</c>. The caller owns it.
/// </param>
/// <remarks>Safe to use in parallel. Nothing is retried.</remarks>
public sealed class AdminClient(HttpClient http)
{
    private readonly AdminTransport _api = new(http);

    /// <summary>A client with a connection of its own.</summary>
    /// <param name="server">The server's root, for example <c>http://127.0.0.1:5080/</c>.</param>
    /// <param name="adminKey">The admin key.</param>
    /// <param name="timeout">The most time one call may take; 30 s when left out.</param>
    /// <returns>The client and what to dispose after use.</returns>
    public static (AdminClient Client, IDisposable Connection) Connect(Uri server, string adminKey, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        var http = new HttpClient
        {
            BaseAddress = server.AbsolutePath.EndsWith('/') ? server : new Uri($"{server}/"),
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
        return (new AdminClient(http), http);
    }

    /// <summary>The state of the server.</summary>
    public Task<Outcome<StatusView>> GetStatusAsync(CancellationToken cancellationToken) =>
        GetAsync("status", AdminWire.Of<StatusView>(), cancellationToken);

    /// <summary>Traffic of the last minutes, hours or days.</summary>
    /// <param name="window"><c>15m</c>, <c>1h</c>, <c>6h</c>, <c>24h</c> or <c>7d</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<OverviewView>> GetOverviewAsync(string window, CancellationToken cancellationToken) =>
        GetAsync(new AdminPath("overview").With("window", window), AdminWire.Of<OverviewView>(), cancellationToken);

    /// <summary>Every key, by name.</summary>
    public Task<Outcome<ListView<KeyView>>> ListKeysAsync(CancellationToken cancellationToken) =>
        GetAsync("keys", AdminWire.Of<ListView<KeyView>>(), cancellationToken);

    /// <summary>One key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<KeyView>> GetKeyAsync(string id, CancellationToken cancellationToken) =>
        GetAsync($"keys/{Uri.EscapeDataString(id)}", AdminWire.Of<KeyView>(), cancellationToken);

    /// <summary>Makes a key. The secret is in the answer and nowhere else.</summary>
    /// <param name="request">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<IssuedKeyView>> CreateKeyAsync(CreateKey request, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Post, "keys", AdminWire.Body(request), AdminWire.Of<IssuedKeyView>(), cancellationToken);

    /// <summary>Changes a key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="request">What to change.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<KeyView>> UpdateKeyAsync(string id, UpdateKey request, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Patch, $"keys/{Uri.EscapeDataString(id)}", AdminWire.Body(request), AdminWire.Of<KeyView>(), cancellationToken);

    /// <summary>Gives a key a new secret; the old one works for the grace.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="request">The grace.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<IssuedKeyView>> RotateKeyAsync(string id, RotateKey request, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Post, $"keys/{Uri.EscapeDataString(id)}/rotate", AdminWire.Body(request), AdminWire.Of<IssuedKeyView>(), cancellationToken);

    /// <summary>Revokes a key for good.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null, or why not.</returns>
    public Task<Fault?> RevokeKeyAsync(string id, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Delete, $"keys/{Uri.EscapeDataString(id)}", cancellationToken);

    /// <summary>Every tenant, by name.</summary>
    public Task<Outcome<ListView<TenantView>>> ListTenantsAsync(CancellationToken cancellationToken) =>
        GetAsync("tenants", AdminWire.Of<ListView<TenantView>>(), cancellationToken);

    /// <summary>Every provider and its health, in the order of the configuration.</summary>
    public Task<Outcome<ListView<ProviderView>>> ListProvidersAsync(CancellationToken cancellationToken) =>
        GetAsync("providers", AdminWire.Of<ListView<ProviderView>>(), cancellationToken);

    /// <summary>One provider and its health.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<ProviderView>> GetProviderAsync(string name, CancellationToken cancellationToken) =>
        GetAsync($"providers/{Uri.EscapeDataString(name)}", AdminWire.Of<ProviderView>(), cancellationToken);

    /// <summary>Makes a real, free call to every base URL of a provider.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<ProviderCheckView>> CheckProviderAsync(string name, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Post, $"providers/{Uri.EscapeDataString(name)}/check", null, AdminWire.Of<ProviderCheckView>(), cancellationToken);

    /// <summary>Every registered model, in the order of the configuration.</summary>
    public Task<Outcome<ListView<ModelView>>> ListModelsAsync(CancellationToken cancellationToken) =>
        GetAsync("models", AdminWire.Of<ListView<ModelView>>(), cancellationToken);

    /// <summary>Every app, in the order of the configuration.</summary>
    public Task<Outcome<ListView<AppView>>> ListAppsAsync(CancellationToken cancellationToken) =>
        GetAsync("apps", AdminWire.Of<ListView<AppView>>(), cancellationToken);

    /// <summary>One app.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<AppView>> GetAppAsync(string name, CancellationToken cancellationToken) =>
        GetAsync($"apps/{Uri.EscapeDataString(name)}", AdminWire.Of<AppView>(), cancellationToken);

    /// <summary>A part of the traces that fit, newest first.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<TracePage>> ListTracesAsync(TraceQuery query, CancellationToken cancellationToken) =>
        GetAsync(AdminPath.Of(query), AdminWire.Of<TracePage>(), cancellationToken);

    /// <summary>One trace in full.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<TraceView>> GetTraceAsync(string id, CancellationToken cancellationToken) =>
        GetAsync($"traces/{Uri.EscapeDataString(id)}", AdminWire.Of<TraceView>(), cancellationToken);

    /// <summary>Usage and cost, grouped.</summary>
    /// <param name="query">Which usage, and how to group it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<UsageReport>> GetUsageAsync(UsageQuery query, CancellationToken cancellationToken) =>
        GetAsync(AdminPath.Of(query), AdminWire.Of<UsageReport>(), cancellationToken);

    /// <summary>The configuration in force.</summary>
    public Task<Outcome<ConfigView>> GetConfigAsync(CancellationToken cancellationToken) =>
        GetAsync("config", AdminWire.Of<ConfigView>(), cancellationToken);

    /// <summary>What a configuration would change. One with mistakes is an answer too, with <see cref="ConfigPlan.Ok"/> false.</summary>
    /// <param name="yaml">The text of <c>penstock.yaml</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<ConfigPlan>> PlanConfigAsync(string yaml, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Post, "config/plan", Yaml(yaml), AdminWire.Of<ConfigPlan>(), cancellationToken);

    /// <summary>Puts a configuration in force. One with mistakes is an answer too, with <see cref="ConfigPlan.Ok"/> false.</summary>
    /// <param name="yaml">The text of <c>penstock.yaml</c>.</param>
    /// <param name="ifMatch">The hash of the configuration it replaces, or <see langword="null"/> to replace any.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Outcome<ConfigPlan>> ApplyConfigAsync(string yaml, string? ifMatch, CancellationToken cancellationToken) =>
        _api.ApplyAsync(Yaml(yaml), ifMatch, cancellationToken);

    private static StringContent Yaml(string text) => new(text, Encoding.UTF8, "application/yaml");

    private Task<Outcome<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Get, path, null, type, cancellationToken);

    private Task<Outcome<T>> GetAsync<T>(AdminPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Get, path.ToString(), null, type, cancellationToken);
}

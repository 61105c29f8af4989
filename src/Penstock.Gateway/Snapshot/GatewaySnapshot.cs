using System.Collections.Frozen;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Snapshot;

/// <summary>The immutable model that requests read: everything that does not depend on the request is worked out here.</summary>
public sealed class GatewaySnapshot
{
    private readonly FrozenDictionary<string, Route>.AlternateLookup<ReadOnlySpan<char>> _routes;
    private readonly FrozenDictionary<KeyHash, KeyGrant> _keys;

    private GatewaySnapshot(
        GatewaySettings settings, FrozenDictionary<string, Route> routes, FrozenDictionary<KeyHash, KeyGrant> keys)
    {
        Settings = settings;
        Routes = routes;
        _routes = routes.GetAlternateLookup<ReadOnlySpan<char>>();
        _keys = keys;
    }

    /// <summary>What the snapshot was built from.</summary>
    public GatewaySettings Settings { get; }

    internal FrozenDictionary<string, Route> Routes { get; }

    internal Route? FindRoute(ReadOnlySpan<char> name) => _routes.TryGetValue(name, out var route) ? route : null;

    internal KeyGrant? FindKey(in KeyHash hash) => _keys.GetValueOrDefault(hash);

    internal static GatewaySnapshot Build(GatewaySettings settings, LimitBook limits, ProviderBook providers)
    {
        var targets = new TargetBuilder(settings, providers);
        var routes = new Dictionary<string, Route>(StringComparer.Ordinal);

        foreach (var model in settings.Models)
        {
            routes[model.Name] = OfModel(model, targets);
        }

        // An app hides a model of the same name: callers mean the app.
        foreach (var app in settings.Apps)
        {
            routes[app.Name] = OfApp(app, targets);
        }

        return new GatewaySnapshot(settings, routes.ToFrozenDictionary(StringComparer.Ordinal), Keys(settings, limits));
    }

    private static Route OfModel(ModelSettings model, TargetBuilder targets) => new()
    {
        Name = model.Name,
        Targets = [targets.Build(model.Name, app: null)],
        OpenAi = AppDefaults.None,
        Anthropic = AppDefaults.None,
    };

    private static Route OfApp(AppSettings app, TargetBuilder targets)
    {
        Target[] order = [.. app.Fallbacks.Prepend(app.Model).Select(name => targets.Build(name, app))];
        return new Route
        {
            Name = app.Name,
            App = app,
            Release = ReleaseId.OfApp(app, order.Select(target => (target.Provider.Name, target.Model.Id))),
            Prompt = app.System is null ? null : ReleaseId.OfPrompt(app.System),
            Targets = order,
            OpenAi = AppDefaultsBuilder.OpenAi(app),
            Anthropic = AppDefaultsBuilder.Anthropic(app),
        };
    }

    private static FrozenDictionary<KeyHash, KeyGrant> Keys(GatewaySettings settings, LimitBook limits)
    {
        foreach (var tenant in settings.Tenants)
        {
            limits.OfTenant(tenant.Name).Configure(tenant.Limits);
        }

        var grants = new Dictionary<KeyHash, KeyGrant>();
        foreach (var key in settings.Keys)
        {
            var state = limits.OfKey(key.Id);
            state.Configure(key.Limits);
            foreach (var secret in key.Secrets)
            {
                grants[secret.Hash] = new KeyGrant(key, secret, state, limits.OfTenant(key.Tenant));
            }
        }

        return grants.ToFrozenDictionary();
    }
}

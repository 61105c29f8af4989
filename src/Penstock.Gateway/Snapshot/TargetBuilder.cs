using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Snapshot;

/// <summary>Joins models with their providers' pools while a snapshot is built.</summary>
internal sealed class TargetBuilder
{
    private readonly GatewaySettings _settings;
    private readonly Dictionary<string, ModelSettings> _models;
    private readonly Dictionary<string, ProviderPool> _pools;

    public TargetBuilder(GatewaySettings settings, ProviderBook providers)
    {
        _settings = settings;
        _models = settings.Models.ToDictionary(model => model.Name, StringComparer.Ordinal);
        _pools = settings.Providers.ToDictionary(
            provider => provider.Name,
            provider => providers.Pool(provider, provider.Deadlines ?? settings.Deadlines),
            StringComparer.Ordinal);
    }

    /// <summary>The nearest setting wins: the app's, then the provider's, then the gateway's.</summary>
    public Target Build(string modelName, AppSettings? app)
    {
        var model = _models[modelName];
        var pool = _pools[model.Provider];
        return new Target(
            model,
            pool,
            app?.Deadlines ?? pool.Settings.Deadlines ?? _settings.Deadlines,
            app?.Retries ?? pool.Settings.Retries ?? _settings.Retries);
    }
}

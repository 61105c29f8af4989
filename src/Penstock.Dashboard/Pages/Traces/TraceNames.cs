using Penstock.Contracts.Client;

namespace Penstock.Dashboard.Pages.Traces;

/// <summary>What traces can be narrowed to, as the configuration in force names it.</summary>
/// <param name="Apps">Names of apps.</param>
/// <param name="Models">Names of models.</param>
/// <param name="Providers">Names of providers.</param>
/// <param name="Keys">Names of keys.</param>
/// <param name="Tenants">Names of tenants.</param>
public sealed record TraceNames(
    IReadOnlyList<string> Apps, IReadOnlyList<string> Models, IReadOnlyList<string> Providers, IReadOnlyList<string> Keys, IReadOnlyList<string> Tenants)
{
    /// <summary>Before anything is known.</summary>
    public static TraceNames None { get; } = new([], [], [], [], []);

    /// <summary>Asks for the names. What cannot be had is left out: names are a help, the filter works without.</summary>
    /// <param name="admin">The admin API.</param>
    /// <param name="cancellationToken">Ends with the page.</param>
    public static async Task<TraceNames> LoadAsync(AdminClient admin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(admin);
        var apps = admin.ListAppsAsync(cancellationToken);
        var models = admin.ListModelsAsync(cancellationToken);
        var providers = admin.ListProvidersAsync(cancellationToken);
        var keys = admin.ListKeysAsync(cancellationToken);
        var tenants = admin.ListTenantsAsync(cancellationToken);
        return new TraceNames(
            [.. ((await apps).Value?.Items ?? []).Select(app => app.Name)],
            [.. ((await models).Value?.Items ?? []).Select(model => model.Name)],
            [.. ((await providers).Value?.Items ?? []).Select(provider => provider.Name)],
            [.. ((await keys).Value?.Items ?? []).Select(key => key.Name)],
            [.. ((await tenants).Value?.Items ?? []).Select(tenant => tenant.Name)]);
    }
}

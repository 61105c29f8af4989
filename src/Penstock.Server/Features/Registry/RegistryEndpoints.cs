using Microsoft.AspNetCore.Http.HttpResults;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Admin.Apps;
using Penstock.Contracts.Admin.Models;
using Penstock.Contracts.Admin.Providers;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Problems;
using Penstock.Server.Snapshots;

namespace Penstock.Server.Features.Registry;

internal static class RegistryEndpoints
{
    /// <summary>Configuration, models, apps and providers, below the admin API's own group.</summary>
    public static IEndpointRouteBuilder MapRegistry(this IEndpointRouteBuilder routes)
    {
        routes.MapConfig();
        routes.MapGet("/models", ListModels).WithTags("Models").WithName("ListModels").WithSummary("Every registered model, by name.");

        var apps = routes.MapGroup("/apps").WithTags("Apps");
        apps.MapGet("", ListAppsAsync).WithName("ListApps").WithSummary("Every app, by name.");
        apps.MapGet("/{name}", GetAppAsync).WithName("GetApp").WithSummary("One app.").ProducesProblem(StatusCodes.Status404NotFound);

        var providers = routes.MapGroup("/providers").WithTags("Providers");
        providers.MapGet("", ListProviders).WithName("ListProviders").WithSummary("Every provider and how its endpoints do, by name.");
        providers.MapGet("/{name}", GetProvider).WithName("GetProvider").WithSummary("One provider.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        providers.MapPost("/{name}/check", CheckProviderAsync).WithName("CheckProvider")
            .WithSummary("Makes one real call to every base URL of a provider.").ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static Ok<ListView<ModelView>> ListModels(SnapshotService snapshots)
    {
        var settings = SettingsOf(snapshots);
        return TypedResults.Ok(new ListView<ModelView>(
        [
            .. settings.Models.OrderBy(model => model.Name, StringComparer.Ordinal)
                .Select(model => RegistryViews.OfModel(model, settings)),
        ]));
    }

    private static async Task<Ok<ListView<AppView>>> ListAppsAsync(
        SnapshotService snapshots, AppTraffic traffic, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(snapshots);
        var lastDay = await traffic.ReadAsync(cancellationToken);
        return TypedResults.Ok(new ListView<AppView>(
        [
            .. settings.Apps.OrderBy(app => app.Name, StringComparer.Ordinal)
                .Select(app => RegistryViews.OfApp(app, settings, lastDay)),
        ]));
    }

    private static async Task<Results<Ok<AppView>, ProblemHttpResult>> GetAppAsync(
        string name, SnapshotService snapshots, AppTraffic traffic, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(snapshots);
        return settings.Apps.FirstOrDefault(app => app.Name == name) is { } app
            ? TypedResults.Ok(RegistryViews.OfApp(app, settings, await traffic.ReadAsync(cancellationToken)))
            : NotFound("app", name);
    }

    private static Ok<ListView<ProviderView>> ListProviders(SnapshotService snapshots, ProviderViews views)
    {
        var settings = SettingsOf(snapshots);
        return TypedResults.Ok(new ListView<ProviderView>(
        [
            .. settings.Providers.OrderBy(provider => provider.Name, StringComparer.Ordinal)
                .Select(provider => views.Of(provider, settings)),
        ]));
    }

    private static Results<Ok<ProviderView>, ProblemHttpResult> GetProvider(
        string name, SnapshotService snapshots, ProviderViews views)
    {
        var settings = SettingsOf(snapshots);
        return Find(settings, name) is { } provider
            ? TypedResults.Ok(views.Of(provider, settings))
            : NotFound("provider", name);
    }

    private static async Task<Results<Ok<ProviderCheckView>, ProblemHttpResult>> CheckProviderAsync(
        string name, SnapshotService snapshots, ProviderProbe probe, CancellationToken cancellationToken) =>
        Find(SettingsOf(snapshots), name) is { } provider
            ? TypedResults.Ok(await probe.CheckAsync(provider, cancellationToken))
            : NotFound("provider", name);

    private static GatewaySettings SettingsOf(SnapshotService snapshots) => snapshots.Current?.Settings ?? new GatewaySettings();

    private static ProviderSettings? Find(GatewaySettings settings, string name) =>
        settings.Providers.FirstOrDefault(provider => provider.Name == name);

    private static ProblemHttpResult NotFound(string kind, string name) =>
        new Fault(FaultCode.NotFound, $"There is no {kind} '{(name.Length <= 64 ? name : name[..63] + "…")}'.").ToProblem();
}

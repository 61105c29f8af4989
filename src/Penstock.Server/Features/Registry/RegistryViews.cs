using Penstock.Contracts.Admin.Apps;
using Penstock.Contracts.Admin.Models;
using Penstock.Contracts.Admin.Overview;
using Penstock.Contracts.Money;
using Penstock.Gateway.Snapshot;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Server.Features.Registry;

/// <summary>Models and apps as the admin API shows them.</summary>
internal static class RegistryViews
{
    private const decimal FemtoPerTokenInUsdPerMillion = 1_000_000_000m;

    private static readonly TrafficFigures Quiet = new()
    {
        Requests = 0,
        Errors = 0,
        Aborted = 0,
        InputTokens = 0,
        OutputTokens = 0,
        CostUsd = NanoUsd.Zero,
    };

    public static ModelView OfModel(ModelSettings model, GatewaySettings settings) => new()
    {
        Name = model.Name,
        Provider = model.Provider,
        Id = model.Id,
        ContextWindow = model.ContextWindow,
        MaxOutput = model.MaxOutput,
        Price = OfPrice(model.Price),
        Tokenizer = model.Tokenizer,
        Apps = [.. settings.Apps.Where(app => app.Model == model.Name || app.Fallbacks.Contains(model.Name)).Select(app => app.Name)],
    };

    /// <param name="app">The app.</param>
    /// <param name="settings">The settings it is part of.</param>
    /// <param name="lastDay">Figures by app, or <see langword="null"/> when they are not known.</param>
    public static AppView OfApp(
        AppSettings app, GatewaySettings settings, IReadOnlyDictionary<string, TrafficFigures>? lastDay)
    {
        var models = settings.Models.ToDictionary(model => model.Name);
        var targets = app.Fallbacks.Prepend(app.Model).Select(name => (models[name].Provider, models[name].Id));
        return new AppView
        {
            Name = app.Name,
            Model = app.Model,
            Fallbacks = app.Fallbacks,
            HasSystem = app.System is not null,
            Parameters = app.Parameters,
            Release = ReleaseId.OfApp(app, targets),
            Owner = app.Owner,
            RecordContent = app.RecordContent,
            LastDay = lastDay is null ? null : lastDay.GetValueOrDefault(app.Name, Quiet),
        };
    }

    private static PriceView OfPrice(PriceCard price) =>
        new(Usd(price.Input), Usd(price.CachedInput), Usd(price.CacheWrite), Usd(price.Output));

    private static decimal Usd(long femto) => femto / FemtoPerTokenInUsdPerMillion;
}

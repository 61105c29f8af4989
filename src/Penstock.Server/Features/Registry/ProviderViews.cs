using Penstock.Contracts.Admin.Providers;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots;

namespace Penstock.Server.Features.Registry;

/// <summary>Providers as the admin API shows them, with what the gateway has seen of their endpoints.</summary>
internal sealed class ProviderViews(SnapshotService snapshots, ProviderBook book)
{
    public ProviderView Of(ProviderSettings provider, GatewaySettings settings) => new()
    {
        Name = provider.Name,
        Dialect = provider.Dialect.Name(),
        HasKey = provider.ApiKey is not null,
        Simulated = snapshots.SimulatorUrl is { } simulator && provider.BaseUrls.Contains(simulator),
        Endpoints = [.. provider.BaseUrls.Select(url => OfEndpoint(book.State(provider.Name, url)))],
        Models = [.. settings.Models.Where(model => model.Provider == provider.Name).Select(model => model.Name)],
    };

    private static EndpointView OfEndpoint(EndpointState state)
    {
        var health = state.Health;
        return new EndpointView
        {
            Url = state.BaseUrl.ToString(),
            Health = state.Requests == 0 ? "unused" : health.ConsecutiveFailures > 0 ? "failing" : "healthy",
            InFlight = state.InFlight,
            Requests = state.Requests,
            Failures = state.Failures,
            ConsecutiveFailures = health.ConsecutiveFailures,
            LastErrorCode = health.LastError?.Row().Slug,
            LastErrorAt = health.LastErrorAt,
            LastSuccessAt = health.LastSuccessAt,
            TtftEwmaMs = health.FirstTokenMilliseconds,
        };
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Tests.Flow;

public sealed class EndpointTests
{
    [Fact]
    public async Task An_anthropic_address_works_with_and_without_its_version()
    {
        await using var gateway = await GatewayFixture.StartAsync(settings => WithAddress(settings, url => new Uri(url.GetLeftPart(UriPartial.Authority))), "sim-small");

        var response = await gateway.PostAsync("/v1/messages", GatewayFixture.Message("claude:sim-small"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_provider_that_knows_no_such_path_is_not_called_healthy()
    {
        await using var gateway = await GatewayFixture.StartAsync(settings => WithAddress(settings, url => new Uri(url, "/elsewhere")), "sim-small");

        await gateway.PostAsync("/v1/messages", GatewayFixture.Message("claude:sim-small"));

        var provider = gateway.Host.Snapshots.Current!.Settings.Providers.Single(one => one.Name == "claudes");
        var health = gateway.Host.Services.GetRequiredService<ProviderBook>().State("claudes", provider.BaseUrls[0]).Health;
        Assert.Equal((1, FaultCode.ProviderRejected), (health.ConsecutiveFailures, health.LastError));
    }

    private static GatewaySettings WithAddress(GatewaySettings settings, Func<Uri, Uri> change) => settings with
    {
        Providers = [.. settings.Providers.Select(provider => provider.Dialect is Dialect.Anthropic
            ? provider with { BaseUrls = [change(provider.BaseUrls[0])] }
            : provider)],
    };
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Gateway.Hosting;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

public sealed class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_started_server_is_live_and_ready()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);

        Assert.Equal("""{"status":"live","missing":[],"degraded":[]}""", await host.Http.GetStringAsync("/health/live", Token));
        Assert.Equal("""{"status":"ready","missing":[],"degraded":[]}""", await host.Http.GetStringAsync("/health/ready", Token));
    }

    [Fact]
    public async Task A_draining_server_is_not_ready_and_says_why()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        host.Services.GetRequiredService<GatewayLifetime>().BeginDrain();

        var answer = await host.Http.GetAsync("/health/ready", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("""{"status":"not_ready","missing":["The server is stopping."],"degraded":[]}""", await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/health/live", Token)).StatusCode);
    }
}

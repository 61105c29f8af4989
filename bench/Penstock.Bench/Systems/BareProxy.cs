using Yarp.ReverseProxy.Configuration;

namespace Penstock.Bench.Systems;

/// <summary>YARP with one route and one cluster: the least a .NET gateway can do, hence the floor of the comparison.</summary>
internal static class BareProxy
{
    public static async Task RunAsync(string address, string upstream)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "engines", Match = new RouteMatch { Path = "{**rest}" } }],
            [
                new ClusterConfig
                {
                    ClusterId = "engines",
                    Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = upstream } },
                },
            ]);

        await using var host = builder.Build();
        host.MapReverseProxy();
        await host.RunAsync();
    }
}

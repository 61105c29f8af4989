namespace Penstock.Server.Features.Overview;

internal static class OverviewFeature
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services.AddSingleton<OverviewStore>();
}

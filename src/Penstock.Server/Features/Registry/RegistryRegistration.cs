namespace Penstock.Server.Features.Registry;

internal static class RegistryRegistration
{
    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddSingleton<AppTraffic>();
        services.AddSingleton<ConfigService>();
        services.AddSingleton<ProviderViews>();
        services.AddSingleton<ProviderProbe>();
        return services;
    }
}

namespace Penstock.Server.Features.Access;

internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<KeyStore>();
        services.AddSingleton<KeyService>();
        services.AddSingleton<KeyUseStore>();
        services.AddHostedService<KeyUseService>();
        return services;
    }
}

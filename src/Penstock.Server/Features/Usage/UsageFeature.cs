namespace Penstock.Server.Features.Usage;

internal static class UsageFeature
{
    public static IServiceCollection AddUsage(this IServiceCollection services) => services.AddSingleton<UsageStore>();
}

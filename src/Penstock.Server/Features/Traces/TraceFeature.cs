namespace Penstock.Server.Features.Traces;

internal static class TraceFeature
{
    public static IServiceCollection AddTraces(this IServiceCollection services) => services.AddSingleton<TraceStore>();
}

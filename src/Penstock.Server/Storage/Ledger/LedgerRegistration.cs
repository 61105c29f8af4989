using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Ledger;

internal static class LedgerRegistration
{
    /// <summary>The ledger and what keeps it. Needs <see cref="StorageRegistration.AddStorage"/>, and the schema in place at start.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddSingleton(new LedgerOptions());
        services.AddSingleton<LedgerMetrics>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PenstockLedger>(provider));
        services.AddSingleton<ILedger>(provider => provider.GetRequiredService<PenstockLedger>());
        services.AddSingleton<LedgerImporter>();
        services.AddSingleton<LedgerService>();
        services.AddHostedService(provider => provider.GetRequiredService<LedgerService>());
        return services;
    }
}

using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Server.Snapshots;

/// <summary>Puts stored keys beside the declared ones. What the document declares, it owns: a stored key that clashes is suspended, never an error.</summary>
internal static class KeyUnion
{
    public static (GatewaySettings Settings, IReadOnlyDictionary<string, string> Suspended) Of(
        GatewaySettings declared, IReadOnlyList<KeySettings> stored)
    {
        var tenants = declared.Tenants.Select(tenant => tenant.Name).ToHashSet();
        var taken = declared.Keys.SelectMany(key => (string[])[key.Name, key.Id]).ToHashSet();
        var hashes = declared.Keys.SelectMany(key => key.Secrets).Select(secret => secret.Hash).ToHashSet();
        var suspended = new Dictionary<string, string>();
        var kept = new List<KeySettings>(declared.Keys);

        foreach (var key in stored)
        {
            if (Clash(key) is { } reason)
            {
                suspended[key.Id] = reason;
                continue;
            }

            kept.Add(key);
        }

        return (declared with { Keys = kept }, suspended);

        string? Clash(KeySettings key) =>
            !tenants.Contains(key.Tenant) ? $"The configuration no longer declares its tenant {key.Tenant}."
            : taken.Contains(key.Name) ? $"The configuration declares a key named {key.Name} too."
            : key.Secrets.Any(secret => hashes.Contains(secret.Hash)) ? "The configuration declares a key with the same secret."
            : null;
    }
}

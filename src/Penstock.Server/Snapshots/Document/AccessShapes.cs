using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots.Shapes;
using static Penstock.Server.Snapshots.Document.Values;

namespace Penstock.Server.Snapshots.Document;

/// <summary>Tenants and keys.</summary>
internal static class AccessShapes
{
    public static SectionShape<LimitSettings> Limits { get; } = new SectionShape<LimitSettings>(
            "limits", "Limits of a key or of a tenant. What is left out is not limited.", new LimitSettings())
        .Optional("requests_per_minute", Whole(1, 1_000_000_000), (d, v) => d with { RequestsPerMinute = v }, "Requests per minute, also the size of a burst.")
        .Optional("tokens_per_minute", Whole(1, 1_000_000_000_000), (d, v) => d with { TokensPerMinute = v }, "Input and output tokens per minute, also the size of a burst.")
        .Optional("concurrent_requests", Whole(1, 1_000_000), (d, v) => d with { ConcurrentRequests = (int)v }, "Requests under way at once.");

    public static SectionShape<TenantDocument> Tenant { get; } = new SectionShape<TenantDocument>(
            "tenant", "A tenant: keys belong to it, and its limits hold over all of them together.", new TenantDocument())
        .Required("name", Name, (d, v) => d with { Name = v }, "The name, unique among tenants.")
        .Optional("limits", Limits, (d, v) => d with { Limits = v }, "Limits over all keys of the tenant together.");

    public static SectionShape<KeyDocument> Key { get; } = new SectionShape<KeyDocument>(
            "key", "A virtual key. Give it a `secret`, or several `secrets` while one replaces another.", new KeyDocument())
        .Required("name", Name, (d, v) => d with { Name = v }, "The name, unique among keys; also its id in ledger and traces.")
        .Required("tenant", Name, (d, v) => d with { Tenant = v }, "The tenant it belongs to.")
        .Optional("secret", Secret("the secret callers send"), (d, v) => d with { Secret = v }, "What callers send. Only its hash is kept. Best a variable: ${WEB_KEY}.")
        .Optional("secrets", ListOf(Secret("the secret callers send"), "a list of secrets", max: 5), (d, v) => d with { Secrets = v }, "Several secrets that all open the key, for changing one without downtime.")
        .Optional("limits", Limits, (d, v) => d with { Limits = v }, "Limits of this key.")
        .Optional("allowed", ListOf(Name, "a list of names of apps and models", min: 1), (d, v) => d with { Allowed = v }, "The apps and models the key may name.", "all")
        .Optional("expires_at", new MomentShape(), (d, v) => d with { ExpiresAt = v }, "From when on the key is refused.", "never");
}

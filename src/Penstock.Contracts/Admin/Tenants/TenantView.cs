using Penstock.Contracts.Admin.Keys;

namespace Penstock.Contracts.Admin.Tenants;

/// <summary>A tenant: keys belong to it, and its limits hold over all of them together.</summary>
/// <param name="Name">The name.</param>
/// <param name="Limits">Its limits.</param>
/// <param name="Keys">How many keys it has.</param>
public sealed record TenantView(string Name, LimitsView Limits, int Keys);

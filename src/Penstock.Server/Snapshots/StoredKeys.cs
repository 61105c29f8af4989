using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Rows;

namespace Penstock.Server.Snapshots;

/// <summary>The keys people made through the API, as the gateway takes them.</summary>
internal sealed class StoredKeys(IDbContextFactory<PenstockDb> databases)
{
    /// <summary>Every stored key that is not disabled.</summary>
    public async Task<IReadOnlyList<KeySettings>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Keys.AsNoTracking().Include(key => key.Secrets)
            .Where(key => key.DisabledAt == null)
            .OrderBy(key => key.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(ToSettings)];
    }

    private static KeySettings ToSettings(KeyRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Tenant = row.Tenant,
        Secrets = [.. row.Secrets.Select(secret => new KeySecret(KeyHash.FromBytes(secret.Hash), secret.ExpiresAt))],
        Limits = JsonSerializer.Deserialize<LimitSettings>(row.LimitsJson) ?? new LimitSettings(),
        Allowed = JsonSerializer.Deserialize<IReadOnlyList<string>?>(row.AllowedJson),
        ExpiresAt = row.ExpiresAt,
    };
}

using Microsoft.EntityFrameworkCore;
using Penstock.Gateway.Admit;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Rows;

namespace Penstock.Server.Features.Access;

/// <summary>When keys were last used: what this process saw, and what earlier ones wrote down.</summary>
internal sealed class KeyUseStore(IDbContextFactory<PenstockDb> databases, KeyUses uses)
{
    // Times as the database has them. Replaced as a whole, so that it can be read beside a write.
    private volatile Dictionary<string, DateTimeOffset> _written = [];

    public DateTimeOffset? Last(string keyId) =>
        uses.Last(keyId) ?? (_written.TryGetValue(keyId, out var at) ? at : null);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        _written = await db.KeyUses.AsNoTracking().ToDictionaryAsync(row => row.KeyId, row => row.LastUsedAt, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Writes what is new since the last time, in one transaction.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var all = uses.All();
        var news = all.Where(use => !_written.TryGetValue(use.Key, out var at) || at < use.Value).ToDictionary(StringComparer.Ordinal);
        if (news.Count == 0)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ids = news.Keys.ToList();
        var rows = await db.KeyUses.Where(row => ids.Contains(row.KeyId)).ToDictionaryAsync(row => row.KeyId, StringComparer.Ordinal, cancellationToken);
        foreach (var (id, at) in news)
        {
            if (rows.TryGetValue(id, out var row))
            {
                row.LastUsedAt = at;
                continue;
            }

            db.KeyUses.Add(new KeyUseRow { KeyId = id, LastUsedAt = at });
        }

        await db.SaveChangesAsync(cancellationToken);
        _written = new Dictionary<string, DateTimeOffset>(_written.Where(use => !news.ContainsKey(use.Key)).Concat(news), StringComparer.Ordinal);
    }
}

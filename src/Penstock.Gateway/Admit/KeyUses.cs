namespace Penstock.Gateway.Admit;

/// <summary>When each key last opened a request, also one that was refused afterwards. In memory: a host that wants to know after a restart keeps it.</summary>
/// <remarks>Safe to call in parallel with requests, which only write one number.</remarks>
public sealed class KeyUses
{
    private readonly LimitBook _book;

    internal KeyUses(LimitBook book) => _book = book;

    /// <summary>The last use of a key since the process started, or <see langword="null"/> for none.</summary>
    /// <param name="keyId">The key's id.</param>
    public DateTimeOffset? Last(string keyId) => _book.UsedAt(keyId) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The last use of every key that was used since the process started, by id.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> All() =>
        _book.Uses().ToDictionary(use => use.Key, use => new DateTimeOffset(use.UsedAt, TimeSpan.Zero), StringComparer.Ordinal);
}

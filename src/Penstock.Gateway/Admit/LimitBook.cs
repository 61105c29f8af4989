using System.Collections.Concurrent;

namespace Penstock.Gateway.Admit;

/// <summary>The counters of every key and tenant, by name, for as long as the process lives.</summary>
internal sealed class LimitBook(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, LimitState> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LimitState> _tenants = new(StringComparer.Ordinal);

    /// <summary>The counters of a key.</summary>
    /// <param name="id">The key's id.</param>
    public LimitState OfKey(string id) => _keys.GetOrAdd(id, static (_, time) => new LimitState(time), clock);

    /// <summary>The keys that opened a request since the process started, with the time of the last one in ticks of UTC.</summary>
    public IEnumerable<(string Key, long UsedAt)> Uses() =>
        _keys.Where(key => key.Value.UsedAt > 0).Select(key => (key.Key, key.Value.UsedAt));

    /// <summary>When a key last opened a request, in ticks of UTC; 0 for never since the process started.</summary>
    public long UsedAt(string id) => _keys.TryGetValue(id, out var state) ? state.UsedAt : 0;

    /// <summary>The counters of a tenant.</summary>
    /// <param name="name">The tenant's name.</param>
    public LimitState OfTenant(string name) => _tenants.GetOrAdd(name, static (_, time) => new LimitState(time), clock);
}

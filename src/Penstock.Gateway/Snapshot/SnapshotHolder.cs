using Penstock.Gateway.Admit;
using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Snapshot;

/// <summary>Holds the snapshot that new requests read. A request keeps the one it began with.</summary>
public sealed class SnapshotHolder
{
    private readonly LimitBook _limits;
    private readonly ProviderBook _providers;
    private readonly ByteBudget _bytes;
    private volatile GatewaySnapshot? _current;

    internal SnapshotHolder(LimitBook limits, ProviderBook providers, ByteBudget bytes) =>
        (_limits, _providers, _bytes) = (limits, providers, bytes);

    /// <summary>The snapshot in force, or <see langword="null"/> before the first one.</summary>
    public GatewaySnapshot? Current => _current;

    /// <summary>Builds a snapshot and puts it in force for every request that starts from now on.</summary>
    /// <param name="settings">Checked settings: unique names, resolved references.</param>
    /// <remarks>One caller at a time: the last one to finish wins.</remarks>
    public GatewaySnapshot Replace(GatewaySettings settings)
    {
        var next = GatewaySnapshot.Build(settings, _limits, _providers);
        _bytes.Configure(settings.Receive);
        _current = next;
        return next;
    }
}

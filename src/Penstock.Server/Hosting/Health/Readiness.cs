using Penstock.Gateway.Hosting;
using Penstock.Gateway.Snapshot;
using Penstock.Server.Storage;

namespace Penstock.Server.Hosting.Health;

/// <summary>Whether the server can answer on <c>/v1</c>, and what it waits for.</summary>
internal sealed class Readiness(GatewayLifetime gateway, SnapshotHolder snapshots, StoreReport stores)
{
    private volatile bool _storesOpen;

    /// <summary>Notes that everything that is stored can be read and written.</summary>
    public void StoresAreOpen() => _storesOpen = true;

    /// <summary>One sentence per thing that is missing; empty when ready.</summary>
    public IReadOnlyList<string> Missing()
    {
        var missing = new List<string>();
        if (gateway.IsDraining)
        {
            missing.Add("The server is stopping.");
        }

        if (!_storesOpen)
        {
            missing.Add("The stores are not open yet.");
        }

        if (snapshots.Current is null)
        {
            missing.Add("No configuration is in force yet.");
        }

        missing.AddRange(stores.Blocking());
        return missing;
    }

    /// <summary>One sentence per thing that is broken while requests are answered.</summary>
    public IReadOnlyList<string> Degraded() => [.. stores.Degraded()];
}

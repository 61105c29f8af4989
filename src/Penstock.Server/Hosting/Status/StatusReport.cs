using Penstock.Contracts.Admin.Status;
using Penstock.Gateway.Hosting;
using Penstock.Server.Hosting.Health;
using Penstock.Server.Hosting.Records;
using Penstock.Server.Hosting.Simulation;
using Penstock.Server.Hosting.Start;
using Penstock.Server.Snapshots;
using Penstock.Server.Snapshots.Sources;

namespace Penstock.Server.Hosting.Status;

/// <summary>The state of this process, gathered from its parts.</summary>
internal sealed class StatusReport(
    TimeProvider clock,
    GatewayLifetime gateway,
    Readiness readiness,
    BuiltInSimulator simulator,
    SnapshotService snapshots,
    RecordsStatus records)
{
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly long _started = clock.GetTimestamp();

    public StatusView Read()
    {
        var missing = readiness.Missing();
        return new StatusView
        {
            Version = ServerArguments.Version,
            StartedAt = _startedAt,
            UptimeS = Math.Round(clock.GetElapsedTime(_started).TotalSeconds, 3),
            Ready = missing.Count == 0,
            Draining = gateway.IsDraining,
            Missing = missing,
            Degraded = readiness.Degraded(),
            Simulated = simulator.Url is not null,
            InFlight = gateway.InFlight,
            Snapshot = View(snapshots.Current),
            Ledger = records.Ledger(),
            Traces = records.Traces(),
        };
    }

    private static SnapshotView? View(SnapshotState? state) => state is null ? null : new SnapshotView
    {
        Version = state.Version,
        Hash = state.Document.Hash,
        Source = state.Source.Name(),
        File = state.File,
        LoadedAt = state.LoadedAt,
        LastRefusal = state.LastRefusal is { } refusal ? new ConfigRefusalView(refusal.At, refusal.ToErrors()) : null,
    };
}

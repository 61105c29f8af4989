using Penstock.Server.Snapshots.Shapes;
using static Penstock.Server.Snapshots.Document.Values;

namespace Penstock.Server.Snapshots.Document;

/// <summary>The sections of <c>penstock.yaml</c>: the one place that knows every key, its values and its meaning.</summary>
internal static class DocumentShape
{
    public static SectionShape<PenstockDocument> Root { get; } = new SectionShape<PenstockDocument>(
            "", "The configuration of a Penstock server.", new PenstockDocument())
        .Optional("tenants", ListOf(AccessShapes.Tenant), (d, v) => d with { Tenants = v }, "Who uses the gateway; keys belong to them.")
        .Optional("providers", ListOf(UpstreamShapes.Provider), (d, v) => d with { Providers = v }, "Upstreams that answer calls.")
        .Optional("models", ListOf(UpstreamShapes.Model), (d, v) => d with { Models = v }, "Registered models: a provider and the exact id asked for.")
        .Optional("apps", ListOf(AppShapes.App), (d, v) => d with { Apps = v }, "Logical applications: what callers name in `model`.")
        .Optional("keys", ListOf(AccessShapes.Key), (d, v) => d with { Keys = v }, "Virtual keys that callers show.")
        .Optional("deadlines", CallShapes.Deadlines, (d, v) => d with { Deadlines = v }, "Deadlines where neither app nor provider sets its own.")
        .Optional("retries", CallShapes.Retries, (d, v) => d with { Retries = v }, "Retries where neither app nor provider sets its own.")
        .Optional("receive", CallShapes.Receive, (d, v) => d with { Receive = v }, "Limits on what is accepted.")
        .Optional("record", RecordShapes.Record, (d, v) => d with { Record = v }, "What is kept of the traffic, and for how long.")
        .Optional("telemetry", RecordShapes.Telemetry, (d, v) => d with { Telemetry = v }, "Where OpenTelemetry data goes, and who may read /metrics.");
}

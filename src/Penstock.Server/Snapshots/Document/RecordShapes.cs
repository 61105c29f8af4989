using Penstock.Server.Snapshots.Shapes;
using static Penstock.Server.Snapshots.Document.Values;

namespace Penstock.Server.Snapshots.Document;

/// <summary>Traces and telemetry.</summary>
internal static class RecordShapes
{
    private static readonly SectionShape<RecordSettings> Retention = new SectionShape<RecordSettings>(
            "retention", "How long traces are kept. The ledger of money is kept whole.", new RecordSettings())
        .Optional("days", Whole(1, 3_650), (d, v) => d with { RetentionDays = (int)v }, "Older traces are removed.", "30")
        .Optional("max_gb", new DecimalShape(0.1m, 100_000, " GB"), (d, v) => d with { RetentionMaxGb = (double)v }, "Beyond this size the oldest traces are removed.", "10");

    public static SectionShape<RecordSettings> Record { get; } = new SectionShape<RecordSettings>(
            "record", "What is kept of the traffic, and for how long.", new RecordSettings())
        .Optional("content", Flag, (d, v) => d with { Content = v }, "Whether traces of apps that do not say otherwise keep prompts and answers.", "false")
        .Optional("sample", new DecimalShape(0, 1), (d, v) => d with { Sample = (double)v }, "The share of traces kept. The ledger always keeps every attempt.", "1")
        .Optional("retention", Retention, (d, v) => d with { RetentionDays = v.RetentionDays, RetentionMaxGb = v.RetentionMaxGb }, "How long traces are kept.");

    public static SectionShape<TelemetrySettings> Telemetry { get; } = new SectionShape<TelemetrySettings>(
            "telemetry", "Where OpenTelemetry data goes, and who may read /metrics. Only `metrics_key` changes while running; the rest is read at start.", new TelemetrySettings())
        .Optional("otlp_endpoint", new UrlShape(), (d, v) => d with { OtlpEndpoint = v }, "The collector's address.", "none; nothing is exported")
        .Optional("otlp_protocol", Choice("grpc", "http/protobuf"), (d, v) => d with { OtlpProtocol = v }, "How the collector is spoken to.", "grpc")
        .Optional("otlp_headers", Headers(), (d, v) => d with { OtlpHeaders = v }, "Headers sent to the collector.", "none")
        .Optional("service_name", Name, (d, v) => d with { ServiceName = v }, "The value of service.name.", "penstock")
        .Optional("metrics_key", Secret("the key that /metrics asks for"), (d, v) => d with { MetricsKey = v }, "When set, /metrics takes `Authorization: Bearer KEY` with this key or the admin key, and nothing else. Best a variable: ${METRICS_KEY}.", "none; everybody may read /metrics");
}

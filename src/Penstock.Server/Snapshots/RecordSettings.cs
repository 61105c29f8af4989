namespace Penstock.Server.Snapshots;

/// <summary>What is kept of the traffic, and for how long.</summary>
internal sealed record RecordSettings
{
    /// <summary>Whether apps that do not say otherwise keep prompts and answers. Default false.</summary>
    public bool Content { get; init; }

    /// <summary>The share of traces kept: 0 to 1. The ledger always keeps every attempt. Default 1.</summary>
    public double Sample { get; init; } = 1;

    /// <summary>How many days of traces are kept: 1 to 3,650. Default 30.</summary>
    public int RetentionDays { get; init; } = 30;

    /// <summary>How large the trace store may grow, in GB: 0.1 to 100,000. Default 10.</summary>
    public double RetentionMaxGb { get; init; } = 10;
}

/// <summary>Where OpenTelemetry data goes, which is read at start, and who may read <c>/metrics</c>.</summary>
internal sealed record TelemetrySettings
{
    /// <summary>The collector's address, or <see langword="null"/> to export nothing.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary><c>grpc</c> or <c>http/protobuf</c>. Default <c>grpc</c>.</summary>
    public string OtlpProtocol { get; init; } = "grpc";

    /// <summary>Headers sent to the collector, for example a credential.</summary>
    public IReadOnlyDictionary<string, string> OtlpHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The value of <c>service.name</c>. Default <c>penstock</c>.</summary>
    public string ServiceName { get; init; } = "penstock";

    /// <summary>What <c>/metrics</c> asks for, or <see langword="null"/> where everybody may read it.</summary>
    public string? MetricsKey { get; init; }
}

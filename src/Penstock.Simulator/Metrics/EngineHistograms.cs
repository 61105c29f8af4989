namespace Penstock.Simulator.Metrics;

/// <summary>The latency histograms of one engine, named as vLLM names them.</summary>
internal sealed class EngineHistograms
{
    private static readonly double[] Short =
        [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80];

    private static readonly double[] Long =
        [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960];

    public Histogram FirstToken { get; } =
        new("vllm:time_to_first_token_seconds", "Time to first token in seconds.", Short);

    public Histogram PerToken { get; } =
        new("vllm:request_time_per_output_token_seconds", "Mean time per output token of a request.", Short);

    public Histogram WholeRequest { get; } =
        new("vllm:e2e_request_latency_seconds", "End to end request latency in seconds.", Long);

    public Histogram Queued { get; } =
        new("vllm:request_queue_time_seconds", "Time spent waiting for a place in seconds.", Long);

    public IEnumerable<Histogram> All => [FirstToken, PerToken, WholeRequest, Queued];
}

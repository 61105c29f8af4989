namespace Penstock.Bench.Load;

/// <summary>What one measurement of whole answers saw.</summary>
internal sealed record LoadResult(LatencyBuckets Latencies, long Failures, double Seconds)
{
    public double PerSecond => Latencies.Count / Seconds;
}

namespace Penstock.Simulator.Metrics;

/// <summary>A Prometheus histogram of seconds, counted without locks.</summary>
internal sealed class Histogram(string name, string help, double[] bounds)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private long _sumMicroseconds;

    public string Name => name;

    public string Help => help;

    public double[] Bounds => bounds;

    public void Observe(TimeSpan value)
    {
        var seconds = value.TotalSeconds;
        var bucket = 0;
        while (bucket < bounds.Length && seconds > bounds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref _counts[bucket]);
        Interlocked.Add(ref _sumMicroseconds, (long)value.TotalMicroseconds);
    }

    public (long[] Counts, double SumSeconds) Read() =>
        ([.. _counts], Volatile.Read(ref _sumMicroseconds) / 1e6);
}

namespace Penstock.Statistics.Planning;

/// <summary>The smallest size from which on a power that rises in a saw-tooth stays reached.</summary>
/// <param name="power">The power of a size.</param>
/// <param name="wanted">The power to reach.</param>
/// <param name="horizon">Over at least how many further sizes it must stay reached.</param>
internal sealed class SawTooth(Func<long, double> power, double wanted, double horizon)
{
    private const double Stride = 1.1;

    public long Search(double start)
    {
        var step = Math.Max(1, (long)(Math.Max(start, horizon) / 1000));
        var size = ShortOf(Reaching((long)Math.Ceiling(start)));
        var candidate = size;
        while (size <= candidate + Math.Max(horizon, candidate / 10.0))
        {
            if (power(size) < wanted)
            {
                candidate = size + step;
            }

            size += step;
        }

        return candidate;
    }

    private long Reaching(long size)
    {
        while (power(size) < wanted)
        {
            size = (long)Math.Ceiling(size * Stride) + 1;
        }

        return size;
    }

    private long ShortOf(long size)
    {
        while (size > 1 && power(size) >= wanted)
        {
            size = (long)(size / Stride);
        }

        return Math.Max(1, size);
    }
}

using System.Diagnostics;

namespace Penstock.Bench.Machine;

/// <summary>Watches what processes outside the run take from the machine while something is measured.</summary>
internal sealed class Disturbance
{
    /// <summary>The share of one core from which on a measurement is void.</summary>
    public const double Limit = 0.05;

    private readonly IReadOnlySet<int> _ours;
    private readonly double _before;
    private readonly long _begun = Stopwatch.GetTimestamp();

    public Disturbance(IReadOnlySet<int> ours)
    {
        _ours = ours;
        _before = ProcessTable.Others(ours);
    }

    /// <summary>Processor time that others used since the watch began, as a share of one core.</summary>
    public double Share()
    {
        // A process that ended meanwhile is in its parent's account now, so only the sums can be compared.
        var used = ProcessTable.Others(_ours) - _before;

        return Math.Max(0, used) / Stopwatch.GetElapsedTime(_begun).TotalSeconds;
    }
}

using System.Text;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Runs a case so many times, each with a stream of its own, and holds its promise against what came out.</summary>
internal static class Audit
{
    private const int Again = 10;

    /// <summary>
    /// Runs a case. What misses its promise is run again ten times as long with other streams, and that decides: among hundreds of cases
    /// one in 370 misses 3 standard errors by chance, while a method that is off stays off.
    /// </summary>
    public static Finding Judge(HonestyCase one, int runs)
    {
        var finding = Run(one, first: 0, runs);
        return finding.Holds ? finding : Run(one, first: runs, Again * runs);
    }

    private static Finding Run(HonestyCase one, int first, int runs)
    {
        var seed = Seed(one.Name);
        var wrong = 0;
        Parallel.For(first, first + runs, () => 0, (run, _, sum) => sum + (one.IsWrong(RandomStream.Numbered(seed, run)) ? 1 : 0), sum => Interlocked.Add(ref wrong, sum));
        return new Finding(one, runs, wrong);
    }

    // FNV-1a: the seed of a case depends on its name alone, so that adding a case changes no other.
    private static ulong Seed(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ part) * 1099511628211UL;
        }

        return hash;
    }
}

using System.Text;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Runs a case so many times, each with a stream of its own, and holds its promise against what came out.</summary>
internal static class Audit
{
    public static Finding Run(HonestyCase one, int runs)
    {
        var seed = Seed(one.Name);
        var wrong = 0;
        Parallel.For(0, runs, () => 0, (run, _, sum) => sum + (one.IsWrong(RandomStream.Numbered(seed, run)) ? 1 : 0), sum => Interlocked.Add(ref wrong, sum));
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

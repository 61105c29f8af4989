using System.Numerics;

namespace Penstock.Statistics.Text;

/// <summary>Hashes that are the same on every machine and runtime, unlike those of the framework. Not for secrets.</summary>
internal static class Mixer
{
    /// <summary>A bijection in which every bit depends on every other: the finaliser of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Order matters: "a b" and "b a" differ.</summary>
    public static ulong Join(ulong hash, ulong next) => Mix((BitOperations.RotateLeft(hash, 23) * 0x9E3779B97F4A7C15) ^ next);

    public static ulong Hash(string text)
    {
        var hash = (ulong)text.Length;
        foreach (var unit in text)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ unit) * 0x9E3779B97F4A7C15;
        }

        return Mix(hash);
    }
}

using System.Runtime.CompilerServices;

namespace Penstock.Statistics.Sequential.Bounded;

/// <summary>
/// The points of [0, 1] at which the betting sequence keeps its weight: 32 cells an octave from 2⁻¹² to one half, mirrored above, so that
/// both rare large values and scores crowded at an end keep their resolution.
/// </summary>
internal static class BettingGrid
{
    private const int CellBits = 5;
    private const int FractionBits = 52 - CellBits;
    private const int Octaves = 11;
    private const double Smallest = 1d / 4096;
    private const long FractionMask = (1L << FractionBits) - 1;
    private const double FractionUnit = 1d / (1L << FractionBits);

    // 2⁻¹² has the biased exponent 1023 − 12.
    private const long FirstCell = (1023L - 12) << CellBits;

    /// <summary>The node at one half.</summary>
    private const int Middle = (Octaves << CellBits) + 1;

    public const int Nodes = (2 * Middle) + 1;

    public static double[] Values { get; } = Build();

    /// <summary>The nodes on either side of a value from 0 to 1, and the share of the way from the first to the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Node, int Next, double Share) Locate(double value)
    {
        if (value < 0.5)
        {
            var (below, share) = FromEnd(value);
            return (below, below + 1, share);
        }

        var (above, mirrored) = FromEnd(1 - value);
        return (Nodes - 1 - above, Nodes - 2 - above, mirrored);
    }

    // The bits of a double are its logarithm in steps of an octave and its place in that octave: no logarithm is needed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Node, double Share) FromEnd(double distance)
    {
        if (distance < Smallest)
        {
            return (0, distance / Smallest);
        }

        var bits = BitConverter.DoubleToInt64Bits(distance);
        return ((int)((bits >> FractionBits) - FirstCell) + 1, (bits & FractionMask) * FractionUnit);
    }

    private static double[] Build()
    {
        var values = new double[Nodes];
        for (var node = 1; node <= Middle; node++)
        {
            var distance = BitConverter.Int64BitsToDouble((node - 1 + FirstCell) << FractionBits);
            (values[node], values[Nodes - 1 - node]) = (distance, 1 - distance);
        }

        values[Nodes - 1] = 1;
        return values;
    }
}

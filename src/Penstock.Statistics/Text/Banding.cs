using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Text;

/// <summary>How a signature is cut for locality-sensitive hashing: two texts become a candidate pair when they agree in every row of at least one band.</summary>
/// <remarks>
/// Indyk and Motwani (1998); the curve as in Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3. Published choices: 14 × 8 (DataTrove), 20 × 13 (NeMo Curator).
/// </remarks>
public readonly record struct Banding
{
    /// <summary>Keeps the cut.</summary>
    /// <param name="bands">How many bands, at least 1: more find more, and more that is not alike.</param>
    /// <param name="rows">How many rows a band has, at least 1: more demand more.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is below 1, or their product above 65,536.</exception>
    public Banding(int bands, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bands, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)bands * rows, 65_536, nameof(bands));
        Bands = bands;
        Rows = rows;
    }

    /// <summary>How many bands.</summary>
    public int Bands { get; }

    /// <summary>How many rows each band has.</summary>
    public int Rows { get; }

    /// <summary>The length of the signature that it cuts: bands × rows.</summary>
    public int Places => Bands * Rows;

    /// <summary>About where the curve is steepest: (1/bands)^(1/rows). Below it most pairs are missed, above it most are found.</summary>
    public double Threshold => Math.Pow(1.0 / Math.Max(1, Bands), 1.0 / Math.Max(1, Rows));

    /// <summary>The chance that two texts of this similarity become a candidate pair: 1 − (1 − s^rows)^bands.</summary>
    /// <param name="similarity">The Jaccard similarity s, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The similarity is not from 0 to 1.</exception>
    public double CandidateProbability(double similarity)
    {
        Numerics.Check.Probability(similarity);
        return Bands == 0 ? 0 : similarity == 1 ? 1 : -Precise.ExpMinusOne(Bands * Precise.LogOnePlus(-Math.Pow(similarity, Rows)));
    }
}

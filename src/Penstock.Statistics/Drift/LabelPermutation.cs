using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>Permutation of the labels reference and current, for statistics that depend on them through sums of rows of a matrix.</summary>
internal static class LabelPermutation
{
    private const int Batch = 32;

    /// <summary>The statistic of one labelling.</summary>
    /// <param name="sums">The sums of the rows that are labelled reference.</param>
    /// <param name="labels">1 for a row of the reference, 0 for one of the current sample.</param>
    public delegate double Statistic(ReadOnlySpan<float> sums, ReadOnlySpan<float> labels);

    /// <summary>
    /// The chance of a statistic at least as large as the one of the labels as they are (the first rows are the reference), among that one and random
    /// labellings: exact for every sample size (Phipson and Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9:39: the observed labelling counts).
    /// </summary>
    public static double PValue(PackedMatrix rows, int referenceCount, int permutations, ulong seed, Statistic statistic)
    {
        // The observed labelling goes through the same arithmetic as the others: equal labellings give equal bits.
        var values = new double[permutations + 1];
        Parallel.For(0, (values.Length + Batch - 1) / Batch, batch =>
        {
            var labels = new float[Batch * rows.Rows];
            var sums = new float[Batch * rows.PaddedColumns];
            for (var row = 0; row < Batch; row++)
            {
                var one = labels.AsSpan(row * rows.Rows, rows.Rows);
                one[..referenceCount].Fill(1);
                var number = (batch * Batch) + row;
                if (number > 0)
                {
                    RandomStream.Numbered(seed, number).Shuffle(one);
                }
            }

            rows.MultiplyAdd(labels, sums);
            for (var row = 0; row < Batch && (batch * Batch) + row < values.Length; row++)
            {
                values[(batch * Batch) + row] = statistic(
                    sums.AsSpan(row * rows.PaddedColumns, rows.Columns), labels.AsSpan(row * rows.Rows, rows.Rows));
            }
        });

        var atLeast = 0;
        foreach (var value in values)
        {
            atLeast += value >= values[0] ? 1 : 0;
        }

        return (double)atLeast / values.Length;
    }
}

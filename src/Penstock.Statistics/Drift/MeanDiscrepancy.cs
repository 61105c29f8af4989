using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// The maximum mean discrepancy between two samples of vectors (embeddings), with a Gaussian kernel and a permutation test. It sees any difference of
/// the distributions, not of the means alone.
/// </summary>
/// <remarks>
/// <para>
/// Assumes independent vectors: many messages of one conversation are not, take one of each. The p-value is exact for every sample size. With thousands
/// of vectors everything is significant: fix the bandwidth once and watch the discrepancy.
/// When only the centre matters <see cref="CentroidShift"/> is stronger; to learn how well the two can be told apart use <see cref="DomainClassifier"/>.
/// </para>
/// <para>
/// Gretton, Borgwardt, Rasch, Schölkopf and Smola (2012), Journal of Machine Learning Research 13:723: equations 3 (unbiased) and 5 (biased), the median
/// heuristic. Large samples: random Fourier features of Rahimi and Recht (2007, NIPS 20), as in Zhao and Meng (2015, Neural Computation 27:1345). Labels are
/// permuted on the same features, so the test stays exact however few they are.
/// </para>
/// <para>
/// Cost for N vectors of d dimensions, P permutations and F frequencies: N²·(d + P) pair by pair, N·F·(d + 2P) with features; spread over all cores.
/// 10,000 vectors of 512 dimensions with the defaults take well below a second on two cores.
/// </para>
/// </remarks>
public static class MeanDiscrepancy
{
    private const string KernelMethod = "Maximum mean discrepancy (Gaussian kernel), permutation test";
    private const string FeatureMethod = "Maximum mean discrepancy (random Fourier features), permutation test";

    /// <summary>Tests whether both samples come from one distribution.</summary>
    /// <param name="reference">The vectors that are taken as normal, one after the other; at least 2.</param>
    /// <param name="current">The vectors to compare, one after the other; at least 2.</param>
    /// <param name="dimensions">The length of a vector, at least 1.</param>
    /// <param name="options">Permutations, frequencies, bandwidth and seed; null for the defaults.</param>
    /// <returns>The test, the unbiased square and the bandwidth. If all vectors are equal, p is 1 and both estimates are 0.</returns>
    /// <exception cref="ArgumentException">Too few vectors, lengths that are no multiple of the dimensions, a value that is not finite, or an option out of range.</exception>
    public static MeanDiscrepancyResult Test(
        ReadOnlySpan<float> reference, ReadOnlySpan<float> current, int dimensions, MeanDiscrepancyOptions? options = null)
    {
        options ??= new MeanDiscrepancyOptions();
        Validate(options);
        var vectors = Vectors.Of(reference, current, dimensions);
        var bandwidth = options.Bandwidth ?? MedianDistance.Of(vectors, options.Seed);
        var kernel = vectors.Count <= options.MostForKernel;
        var space = kernel ? KernelSpace.Exact(vectors, bandwidth) : KernelSpace.Features(vectors, bandwidth, options.Frequencies, options.Seed);
        var p = LabelPermutation.PValue(
            space.Centered, vectors.ReferenceCount, options.Permutations, options.Seed, kernel ? KernelSpace.AgainstLabels : KernelSpace.SquaredNorm);
        var test = new TestResult(p, space.Biased, vectors.Count, kernel ? KernelMethod : FeatureMethod);
        return new MeanDiscrepancyResult(test, space.Unbiased, bandwidth);
    }

    private static void Validate(MeanDiscrepancyOptions options)
    {
        Permutations(options.Permutations);
        if (options.Frequencies is < 1 or > 16_384)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Frequencies, "Frequencies must be from 1 to 16,384.");
        }

        if (options.MostForKernel is < 0 or > 5_000)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MostForKernel, "MostForKernel must be from 0 to 5,000.");
        }

        if (options.Bandwidth is { } bandwidth)
        {
            Check.Positive(bandwidth, nameof(options));
        }
    }

    internal static void Permutations(int permutations)
    {
        if (permutations is < 19 or > 100_000)
        {
            throw new ArgumentOutOfRangeException(nameof(permutations), permutations, "Must be from 19 (enough for p = 0.05) to 100,000.");
        }
    }
}

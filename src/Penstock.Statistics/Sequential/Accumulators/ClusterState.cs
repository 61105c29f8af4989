namespace Penstock.Statistics.Sequential.Accumulators;

/// <summary>What a <see cref="ClusterAccumulator"/> holds.</summary>
/// <param name="Count">How many units, 0 or more.</param>
/// <param name="MeanSum">The mean over the units of their sums.</param>
/// <param name="MeanSize">The mean over the units of their sizes.</param>
/// <param name="SumSquares">The sum over the units of the squared distance of their sum from its mean.</param>
/// <param name="SizeSquares">The sum over the units of the squared distance of their size from its mean.</param>
/// <param name="Products">The sum over the units of the product of both distances.</param>
public sealed record ClusterState(
    long Count, double MeanSum, double MeanSize, double SumSquares, double SizeSquares, double Products);

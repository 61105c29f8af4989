namespace Penstock.Statistics.Drift;

/// <summary>What <see cref="CentroidShift"/> found.</summary>
/// <param name="Test">The permutation test; its statistic is <paramref name="Distance"/>.</param>
/// <param name="Distance">The Euclidean distance between the two means. Above 0 even without drift, as means of samples differ.</param>
/// <param name="CosineDistance">One minus the cosine of the angle between the two means, 0 to 2; null where a mean is 0 and has no direction.</param>
/// <param name="Standardised">
/// The effect size: the distance, less what sampling adds, over the root of the total variance of a vector around its own mean. 0 without drift; 0.1 is small,
/// 1 means that the centres lie as far apart as a vector from its centre. Null where the vectors of both samples do not vary.
/// </param>
public sealed record CentroidShiftResult(TestResult Test, double Distance, double? CosineDistance, double? Standardised);

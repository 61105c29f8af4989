using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Accumulators;

/// <summary>Count, mean and spread of a sample: all that the methods for means need to know of it.</summary>
/// <param name="Count">How many observations, 0 or more.</param>
/// <param name="Mean">Their mean; 0 where there are none.</param>
/// <param name="SquaredDeviations">The sum of their squared distances from the mean, 0 or more; 0 below two observations.</param>
public sealed record MeanState(long Count, double Mean, double SquaredDeviations)
{
    /// <summary>The state of a sample of which only sums are known, such as a row of a database report.</summary>
    /// <param name="count">How many observations, at least 1.</param>
    /// <param name="sum">The sum of the observations.</param>
    /// <param name="sumOfSquares">The sum of their squares.</param>
    /// <returns>The state, with the spread as the sum of squares minus the square of the sum over the count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A sum is not finite, or there is no observation.</exception>
    /// <exception cref="ArgumentException">The sum of squares is too small for the sum: no observations have such sums.</exception>
    /// <remarks>
    /// The difference loses digits where the mean is large against the spread (a mean of 10⁸ spreads costs all of them). Prefer
    /// <see cref="MeanAccumulator"/> where the observations are at hand. O(1).
    /// </remarks>
    public static MeanState FromSums(long count, double sum, double sumOfSquares)
    {
        Check.Count(count, 1);
        Check.Finite(sum);
        Check.NotNegative(sumOfSquares);
        var mean = sum / count;
        var squares = sumOfSquares - (sum * mean);
        if (squares < -1e-9 * sumOfSquares || (count == 1 && squares > 1e-9 * sumOfSquares))
        {
            throw new ArgumentException($"No {count} observations with the sum {sum} have this sum of squares.", nameof(sumOfSquares));
        }

        return new MeanState(count, mean, count == 1 ? 0 : Math.Max(0, squares));
    }
}

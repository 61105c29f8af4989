namespace Penstock.Statistics.Sequential.Bounded;

/// <summary>The state of a <see cref="BettingConfidenceSequence"/>.</summary>
/// <param name="Low">The smallest value an observation can have.</param>
/// <param name="High">The largest value an observation can have.</param>
/// <param name="Count">How many observations were added.</param>
/// <param name="Nodes">The points of the grid that carry weight, by their number, ascending.</param>
/// <param name="Weights">The weight of each of these points, above 0; together as many as there are observations.</param>
public sealed record BettingState(double Low, double High, long Count, int[] Nodes, double[] Weights);

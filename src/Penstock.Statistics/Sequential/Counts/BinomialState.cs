namespace Penstock.Statistics.Sequential.Counts;

/// <summary>The state of a <see cref="BinomialConfidenceSequence"/>.</summary>
/// <param name="PriorSuccesses">The first parameter of the beta distribution, above 0.</param>
/// <param name="PriorFailures">The second parameter of the beta distribution, above 0.</param>
/// <param name="Hedge">The part of the stake that goes by the prior of Jeffreys, from 0 to below 1.</param>
/// <param name="Successes">How many successes were added.</param>
/// <param name="Count">How many outcomes were added.</param>
public sealed record BinomialState(double PriorSuccesses, double PriorFailures, double Hedge, long Successes, long Count);

namespace Penstock.Statistics.Judges;

/// <summary>A mean from few human labels and many judge scores.</summary>
/// <param name="Estimate">The mean of the human score over the whole population, with its interval; the count is the number of labelled items.</param>
/// <param name="Tuning">λ, how far the judge is trusted: 0 leaves the human labels alone, 1 takes its scores at full weight.</param>
/// <param name="LabelsWorth">How many human labels alone would give the same variance: the gain by the judge, in labels. At least 0.</param>
public readonly record struct PredictionPoweredMean(Estimate Estimate, double Tuning, double LabelsWorth);

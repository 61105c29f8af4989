namespace Penstock.Statistics.Sequential.Bounded;

/// <summary>What an <see cref="EmpiricalBernsteinSequence"/> holds. Values are shifted and scaled to 0 … 1.</summary>
/// <param name="Count">How many observations, 0 or more.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SquaredDistances">The sum of their squared distances from the running mean.</param>
/// <param name="Weights">Σλᵢ.</param>
/// <param name="WeightedSum">ΣλᵢXᵢ.</param>
/// <param name="Penalty">Σvᵢψ(λᵢ).</param>
/// <param name="Lower">The highest lower bound so far.</param>
/// <param name="Upper">The lowest upper bound so far.</param>
/// <param name="IsContradicted">Whether a bound has crossed the other one.</param>
/// <param name="Options">How the sequence is drawn.</param>
public sealed record EmpiricalBernsteinState(
    long Count,
    double Sum,
    double SquaredDistances,
    double Weights,
    double WeightedSum,
    double Penalty,
    double Lower,
    double Upper,
    bool IsContradicted,
    BoundedOptions Options);

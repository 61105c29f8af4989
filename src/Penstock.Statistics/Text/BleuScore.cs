namespace Penstock.Statistics.Text;

/// <summary>A BLEU score with what it is made of.</summary>
/// <param name="Value">The score, 0 to 1 (others print it times 100).</param>
/// <param name="Precisions">The precision of runs of 1, 2, … tokens, after smoothing; 0 for lengths that the candidates do not have.</param>
/// <param name="BrevityPenalty">1 for candidates at least as long as their references, down to 0 for short ones.</param>
/// <param name="CandidateLength">Tokens of all candidates.</param>
/// <param name="ReferenceLength">Tokens of the references that come closest in length, the shorter one where two are equally close.</param>
public sealed record BleuScore(double Value, IReadOnlyList<double> Precisions, double BrevityPenalty, long CandidateLength, long ReferenceLength);

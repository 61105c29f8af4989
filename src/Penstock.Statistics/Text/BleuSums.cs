namespace Penstock.Statistics.Text;

/// <summary>The matches and lengths of a corpus, before they become a score.</summary>
internal sealed class BleuSums
{
    private const double FloorMatches = 0.1;

    private readonly long[] _matches;
    private readonly long[] _totals;
    private long _candidateLength;
    private long _referenceLength;

    public BleuSums(int maxSize)
    {
        if (maxSize is < 1 or > 9)
        {
            throw new ArgumentOutOfRangeException(nameof(maxSize), maxSize, "Must be from 1 to 9.");
        }

        _matches = new long[maxSize];
        _totals = new long[maxSize];
    }

    public void Add(IReadOnlyList<string> candidate, IReadOnlyList<IReadOnlyList<string>> references)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0)
        {
            throw new ArgumentException("Holds no reference; at least one is needed.", nameof(references));
        }

        var tokens = NGrams.Number([candidate, .. references]);
        var runs = tokens.ToArray();
        for (var length = 1; length <= _matches.Length; length++)
        {
            if (length > 1)
            {
                NGrams.Extend(runs, tokens, length);
            }

            _matches[length - 1] += NGrams.Common(NGrams.Count(runs[0]), Most(runs.AsSpan(1)));
            _totals[length - 1] += runs[0].Length;
        }

        _candidateLength += candidate.Count;
        _referenceLength += Closest(candidate.Count, references);
    }

    public BleuScore Score(BleuSmoothing smoothing, bool shortenOrder)
    {
        var precisions = new double[_matches.Length];
        var order = 0;
        var halvings = 0;
        for (; order < precisions.Length && _totals[order] > 0; order++)
        {
            var add = smoothing == BleuSmoothing.AddOne && order > 0 ? 1 : 0;
            var matches = (double)_matches[order] + add;
            if (matches == 0)
            {
                matches = smoothing switch
                {
                    BleuSmoothing.None or BleuSmoothing.AddOne => 0,
                    BleuSmoothing.Exponential => Math.Pow(0.5, ++halvings),
                    BleuSmoothing.Floor => FloorMatches,
                    _ => throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, "Must be one of the named ways."),
                };
            }

            precisions[order] = matches / (_totals[order] + add);
        }

        var penalty = _candidateLength == 0 ? 0 : Math.Min(1, Math.Exp(1 - ((double)_referenceLength / _candidateLength)));
        var used = precisions.AsSpan(0, shortenOrder ? order : precisions.Length);
        var value = _matches[0] == 0 || used.Contains(0.0) ? 0 : penalty * GeometricMean(used);
        return new BleuScore(value, precisions, penalty, _candidateLength, _referenceLength);
    }

    private static double GeometricMean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Log(value);
        }

        return Math.Exp(sum / values.Length);
    }

    // Clipping: a run counts at most as often as in the reference that has it most.
    private static Dictionary<int, long> Most(ReadOnlySpan<int[]> references)
    {
        var most = NGrams.Count(references[0]);
        foreach (var reference in references[1..])
        {
            foreach (var (run, count) in NGrams.Count(reference))
            {
                most[run] = Math.Max(count, most.GetValueOrDefault(run));
            }
        }

        return most;
    }

    private static int Closest(int length, IReadOnlyList<IReadOnlyList<string>> references)
    {
        var best = references[0].Count;
        foreach (var reference in references)
        {
            var (gap, bestGap) = (Math.Abs(reference.Count - length), Math.Abs(best - length));
            best = gap < bestGap || (gap == bestGap && reference.Count < best) ? reference.Count : best;
        }

        return best;
    }
}

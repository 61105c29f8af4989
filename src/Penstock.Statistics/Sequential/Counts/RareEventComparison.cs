using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Counts;

/// <summary>
/// Does the candidate fail more often than the baseline? Looks at the failures alone: if both fail equally often, each failure is the candidate's with
/// exactly the chance with which a request is. Right from the first failure, at any rate and any share, however often one looks.
/// </summary>
/// <remarks>
/// <para>What is estimated: the ratio of failure rates, candidate over baseline (a rate is failures per request assigned). Assumes that each request goes to
/// the candidate by an independent draw with the known share, and that requests fail independently given their arm and time. The rates
/// themselves may rise and fall with the time of day or an outage that hits both, as long as their ratio stays: no request count is needed.
/// If the ratio itself varies, the tests of a ratio of 1, and one-sided ones of any other, remain valid (they reject what held throughout), but
/// the interval is of no single ratio.</para>
/// <para>Do not use it where the share is not known or not kept (check with <see cref="SampleRatioSequence"/> first), where one arm drops
/// requests uncounted, or where failures come in clusters. With sticky users, one user's failures all fall to one arm: count each user's first
/// failure alone, and take the share of users. Do not use it for frequent outcomes either: it learns nothing from successes, so a
/// difference of two <see cref="BinomialConfidenceSequence"/> sees more where failures exceed some 20 %.</para>
/// <para>Beta-binomial mixture on the arm of each failure, as proposed for inhomogeneous Bernoulli processes by Lindon and Malek (2022,
/// NeurIPS 35). With ratio r and share w, a failure is the candidate's with probability wr / (wr + 1 − w). When the share
/// changes, a new mixture starts and the e-values multiply.</para>
/// <para>Adding is O(1) and allocates nothing; an evaluation is O(stages), a <see cref="Read"/> some 60 of them. Not thread-safe.</para>
/// </remarks>
public sealed class RareEventComparison
{
    /// <summary>The name of the method.</summary>
    public const string Method = "Beta-binomial mixture on the arm of each failure";

    // exp of it and of its negative are finite and not 0.
    private const double LargestLog = 600;

    // Beside a smaller share the other is 1 up to rounding, and counts would tell nothing of the ratio.
    private const double LeastShare = 1e-12;

    private readonly List<Stage> _past = [];
    private readonly double _ratio;
    private Stage _stage;

    /// <summary>A comparison without failures.</summary>
    /// <param name="share">The chance with which a request goes to the candidate, above 0 and below 1.</param>
    /// <param name="ratio">The ratio of rates that is to be noticed soonest, finite and above 1. It changes the speed, never the validity.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 1e-12 to 1 − 1e-12, or the ratio not finite and above 1.</exception>
    public RareEventComparison(double share, double ratio = 2)
    {
        CheckShare(share);
        if (!(ratio > 1 && double.IsFinite(ratio)))
        {
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "Must be finite and above 1, such as 2.");
        }

        _ratio = ratio;
        _stage = new Stage(share, Prior(share, ratio), 0, 0);
    }

    /// <summary>The share of the requests that go to the candidate now.</summary>
    public double Share => _stage.Share;

    /// <summary>How many failures were added, of both arms.</summary>
    public long Count => Total(stage => stage.Candidate + stage.Baseline);

    /// <summary>Adds failures of requests that had gone to the candidate.</summary>
    /// <param name="failures">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void AddCandidate(long failures = 1)
    {
        Check.Count(failures, 0);
        _stage.Candidate += failures;
    }

    /// <summary>Adds failures of requests that had gone to the baseline.</summary>
    /// <param name="failures">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void AddBaseline(long failures = 1)
    {
        Check.Count(failures, 0);
        _stage.Baseline += failures;
    }

    /// <summary>
    /// Goes on with another share of the traffic, as the next step of a rollout. What was learned stays. Each change costs some of the strength of a
    /// long run, so use it for steps, not for every breath of a share.
    /// </summary>
    /// <param name="share">The chance with which a request goes to the candidate from now on, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 1e-12 to 1 − 1e-12.</exception>
    public void ChangeShare(double share)
    {
        CheckShare(share);
        if (share == _stage.Share)
        {
            return;
        }

        _past.Add(_stage);
        _stage = new Stage(share, Prior(share, _ratio), 0, 0);
    }

    /// <summary>The ratio of failure rates, candidate over baseline, with its always-valid interval.</summary>
    /// <param name="level">The confidence, above 0 and below 1: the chance that the interval holds the ratio at all looks together.</param>
    /// <returns>
    /// The ratio after one imagined failure is split by the share, so that it is finite and 1 for no failure at all, and the interval: from 0 while
    /// the candidate has no failure, to positive infinity while the baseline has none. Before the first failure it excludes nothing, and it is
    /// no error to ask: a rollout without failures is the good case.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Estimate Read(double level = 0.95)
    {
        Check.Level(level);
        var threshold = -Math.Log(1 - level);
        var (candidate, baseline) = (Total(stage => stage.Candidate), Total(stage => stage.Baseline));
        var best = candidate == 0 ? -LargestLog : baseline == 0 ? LargestLog : Root.Between(-LargestLog, LargestLog, Surplus);
        var lower = candidate == 0 ? 0 : Math.Exp(Root.Between(-LargestLog, best, at => LogEValue(Math.Exp(at), Alternative.TwoSided) - threshold));
        var upper = baseline == 0
            ? double.PositiveInfinity
            : Math.Exp(Root.Between(best, LargestLog, at => LogEValue(Math.Exp(at), Alternative.TwoSided) - threshold));
        var value = Math.Clamp(Math.Exp(Root.Between(-LargestLog, LargestLog, at => Surplus(at) + Shrinkage(at))), lower, upper);
        return new Estimate(value, new Interval(lower, upper), level, candidate + baseline, Method);
    }

    /// <summary>The evidence against a ratio of failure rates.</summary>
    /// <param name="ratio">The ratio of the hypothesis, candidate over baseline, finite and above 0; 1 for equal rates.</param>
    /// <param name="alternative">
    /// <see cref="Alternative.Greater"/> tests "at most this", the question of a rollout; <see cref="Alternative.Less"/> "at least this", and
    /// <see cref="Alternative.TwoSided"/> "exactly this", in agreement with <see cref="Read"/>.
    /// </param>
    /// <returns>
    /// The p-value min(1, 1/e) of this look, valid at every look at once, with the natural logarithm of the e-value
    /// as statistic: 1 and 0 before the first failure.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not finite and above 0, or there is no such alternative.</exception>
    public TestResult Test(double ratio = 1, Alternative alternative = Alternative.TwoSided)
    {
        Check.Positive(ratio);
        Check.Defined(alternative);
        return EProcess.Result(LogEValue(ratio, alternative), Count, Method);
    }

    /// <summary>Adds the failures of another comparison that went through the same shares, such as that of another replica.</summary>
    /// <param name="other">The other comparison; it does not change.</param>
    /// <exception cref="ArgumentNullException">There is no other comparison.</exception>
    /// <exception cref="ArgumentException">The other comparison is set up for another ratio, or went through other shares.</exception>
    public void Merge(RareEventComparison other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var same = other._ratio == _ratio && other.Share == Share && other._past.Count == _past.Count;
        for (var at = 0; same && at < _past.Count; at++)
        {
            same = other._past[at].Share == _past[at].Share;
        }

        if (!same)
        {
            throw new ArgumentException("Is set up for another ratio or went through other shares.", nameof(other));
        }

        for (var at = 0; at < _past.Count; at++)
        {
            _past[at] = _past[at].Plus(other._past[at]);
        }

        _stage = _stage.Plus(other._stage);
    }

    /// <summary>The state, to go on from later.</summary>
    public RareEventState Save() => new(_ratio, [.. _past.Append(_stage).Select(stage => new RareEventStage(stage.Share, stage.Candidate, stage.Baseline))]);

    /// <summary>A comparison that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No failures lead to such a state.</exception>
    public static RareEventComparison Restore(RareEventState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var possible = state.Ratio > 1 && double.IsFinite(state.Ratio) && state.Stages is { Length: > 0 }
            && Array.TrueForAll(state.Stages, stage => stage is { Candidate: >= 0, Baseline: >= 0 } && IsShare(stage.Share));
        if (!possible)
        {
            throw new ArgumentException("Needs a ratio above 1 and stages with a share between 0 and 1 and failures that are not negative.", nameof(state));
        }

        var restored = new RareEventComparison(state.Stages[0].Share, state.Ratio);
        foreach (var stage in state.Stages)
        {
            restored.ChangeShare(stage.Share);
            restored.AddCandidate(stage.Candidate);
            restored.AddBaseline(stage.Baseline);
        }

        return restored;
    }

    private static bool IsShare(double share) => share >= LeastShare && 1 - share >= LeastShare;

    private static void CheckShare(double share)
    {
        if (!IsShare(share))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Must be from 1E-12 to 1 - 1E-12, such as 0.1.");
        }
    }

    // A prior of the mean that equal rates give, as wide as the distance to the ratio that matters, measured in log-odds so that the arms may swap.
    private static BinomialPrior Prior(double share, double ratio)
    {
        var distance = Math.Log(ratio);
        var least = BinomialPrior.Least / Math.Min(share, 1 - share);
        var worth = Math.Min(BinomialPrior.Most, Math.Max(1 / (share * (1 - share) * distance * distance), least));
        return new BinomialPrior(share * worth, (1 - share) * worth);
    }

    private double LogEValue(double ratio, Alternative alternative)
    {
        var sum = 0.0;
        foreach (var stage in _past)
        {
            sum += stage.LogEValue(ratio, alternative);
        }

        return sum + _stage.LogEValue(ratio, alternative);
    }

    // The candidate's failures beyond what a ratio leads one to expect: falls in the ratio, and is 0 at the most likely one.
    private double Surplus(double logRatio)
    {
        var sum = 0.0;
        foreach (var stage in _past)
        {
            sum += stage.Surplus(Math.Exp(logRatio));
        }

        return sum + _stage.Surplus(Math.Exp(logRatio));
    }

    private double Shrinkage(double logRatio) => Share - _stage.Chance(Math.Exp(logRatio)).Yes;

    private long Total(Func<Stage, long> part)
    {
        var total = part(_stage);
        foreach (var stage in _past)
        {
            total += part(stage);
        }

        return total;
    }

    private record struct Stage(double Share, BinomialPrior Prior, long Candidate, long Baseline)
    {
        public readonly (double Yes, double No) Chance(double ratio)
        {
            var whole = (Share * ratio) + 1 - Share;
            return (Share * ratio / whole, (1 - Share) / whole);
        }

        public readonly double LogEValue(double ratio, Alternative alternative) =>
            BinomialMixture.Log((Candidate, Baseline), Prior, Chance(ratio), alternative);

        public readonly double Surplus(double ratio)
        {
            var (yes, no) = Chance(ratio);
            return (Candidate * no) - (Baseline * yes);
        }

        public readonly Stage Plus(Stage other) => this with { Candidate = Candidate + other.Candidate, Baseline = Baseline + other.Baseline };
    }
}

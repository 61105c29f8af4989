using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Accumulators;

namespace Penstock.Statistics.Sequential.Asymptotic;

/// <summary>
/// Follows two arms with intervals for the difference of their means and for the relative lift that may be read, and acted on, after every
/// observation: a candidate against its baseline. Takes whole conversations as units where the observations within one are related.
/// </summary>
/// <remarks>
/// The running form of <see cref="AsymptoticConfidenceSequence"/>, where the assumptions, the domain and the source are. The arms are
/// independent; for pairs add the differences to an <see cref="AsymptoticMeanSequence"/>. Adding is O(1) and allocates nothing. Not
/// thread-safe: keep one a thread and merge.
/// </remarks>
public sealed class AsymptoticComparison
{
    private readonly ClusterAccumulator _baseline;
    private readonly ClusterAccumulator _candidate;
    private readonly AsymptoticOptions _options;

    /// <summary>A comparison that has seen nothing.</summary>
    /// <param name="options">Level, N* (over both arms), first look (in each arm) and direction; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public AsymptoticComparison(AsymptoticOptions? options = null)
        : this(new ClusterAccumulator(), new ClusterAccumulator(), (options ?? AsymptoticOptions.Default).Checked())
    {
    }

    private AsymptoticComparison(ClusterAccumulator baseline, ClusterAccumulator candidate, AsymptoticOptions options) =>
        (_baseline, _candidate, _options) = (baseline, candidate, options);

    /// <summary>How many units (observations or clusters) were added to both arms.</summary>
    public long Count => _baseline.Count + _candidate.Count;

    /// <summary>Adds an observation of the baseline.</summary>
    /// <param name="value">The observation, finite and of a magnitude of at most 1e140.</param>
    /// <exception cref="ArgumentOutOfRangeException">The observation is NaN, infinite or too large.</exception>
    public void AddBaseline(double value) => _baseline.Add(value);

    /// <summary>Adds a whole cluster of the baseline, such as a conversation, once it is complete.</summary>
    /// <param name="sum">The sum of the observations of the cluster.</param>
    /// <param name="size">How many there are: 0, or 1e-100 to 1e140.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or out of range.</exception>
    public void AddBaseline(double sum, double size) => _baseline.Add(sum, size);

    /// <summary>Adds an observation of the candidate.</summary>
    /// <param name="value">The observation, finite and of a magnitude of at most 1e140.</param>
    /// <exception cref="ArgumentOutOfRangeException">The observation is NaN, infinite or too large.</exception>
    public void AddCandidate(double value) => _candidate.Add(value);

    /// <summary>Adds a whole cluster of the candidate, such as a conversation, once it is complete.</summary>
    /// <param name="sum">The sum of the observations of the cluster.</param>
    /// <param name="size">How many there are: 0, or 1e-100 to 1e140.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or out of range.</exception>
    public void AddCandidate(double sum, double size) => _candidate.Add(sum, size);

    /// <summary>The mean of the candidate minus that of the baseline, and its interval now; the count is that of the units of both.</summary>
    /// <returns><see cref="Interval.Everything"/> before the first look in either arm or while all values of an arm are equal.</returns>
    /// <exception cref="InvalidOperationException">An arm is empty.</exception>
    public Estimate Read()
    {
        ThrowIfEmpty();
        return AsymptoticConfidenceSequence.Difference(_baseline, _candidate, _options);
    }

    /// <summary>The relative lift, the difference over the mean of the baseline (0.1 for 10 % more), and its interval now.</summary>
    /// <returns>
    /// <see cref="Interval.Everything"/> before the first look in either arm, while all values of an arm are equal, or while the mean of
    /// the baseline is within 6 standard errors of 0; the value is 0 where that mean is 0.
    /// </returns>
    /// <exception cref="InvalidOperationException">An arm is empty.</exception>
    public Estimate ReadLift()
    {
        ThrowIfEmpty();
        return AsymptoticConfidenceSequence.RelativeLift(_baseline, _candidate, _options);
    }

    /// <summary>The evidence now against a difference (against one of at most this for <see cref="Alternative.Greater"/>, of at least this for <see cref="Alternative.Less"/>).</summary>
    /// <param name="nullValue">The difference to test, finite; 0 for none, a margin for non-inferiority.</param>
    /// <returns>
    /// The always-valid p-value, with the natural logarithm of the e-value as statistic. Reject at any look where p ≤ 1 − level; before the
    /// first look p is 1.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The difference to test is not finite.</exception>
    /// <exception cref="InvalidOperationException">An arm is empty.</exception>
    public TestResult Test(double nullValue = 0)
    {
        Check.Finite(nullValue);
        return AsymptoticTest.Of(Read(), nullValue, _options);
    }

    /// <summary>Adds all units of another comparison, arm by arm, as if they had been added here.</summary>
    /// <param name="other">The other comparison, drawn with the same options, of other units.</param>
    /// <exception cref="ArgumentNullException">There is no other comparison.</exception>
    /// <exception cref="ArgumentException">The other comparison has other options.</exception>
    public void Merge(AsymptoticComparison other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._options != _options)
        {
            throw new ArgumentException("Is drawn with other options; only like comparisons can be merged.", nameof(other));
        }

        _baseline.Merge(other._baseline);
        _candidate.Merge(other._candidate);
    }

    /// <summary>The state, to go on from later.</summary>
    public AsymptoticComparisonState Save() => new(_baseline.Save(), _candidate.Save(), _options);

    /// <summary>A comparison that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No units lead to such a state, or an option is out of range.</exception>
    public static AsymptoticComparison Restore(AsymptoticComparisonState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(state.Options);
        return new AsymptoticComparison(
            ClusterAccumulator.Restore(state.Baseline), ClusterAccumulator.Restore(state.Candidate), state.Options.Checked());
    }

    private void ThrowIfEmpty()
    {
        if (_baseline.Count == 0 || _candidate.Count == 0)
        {
            throw new InvalidOperationException("An arm is empty: there is no difference to read.");
        }
    }
}

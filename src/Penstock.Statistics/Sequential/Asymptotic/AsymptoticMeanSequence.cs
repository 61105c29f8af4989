using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Accumulators;

namespace Penstock.Statistics.Sequential.Asymptotic;

/// <summary>
/// Follows the mean of a stream with an interval that may be read, and acted on, after every observation: cost per request, score per
/// answer, or the difference per pair. Takes whole conversations as units where the observations within one are related.
/// </summary>
/// <remarks>
/// The running form of <see cref="AsymptoticConfidenceSequence"/>, where the assumptions, the domain and the source are. Adding is O(1) and
/// allocates nothing. Not thread-safe: keep one a thread and merge.
/// </remarks>
public sealed class AsymptoticMeanSequence
{
    private readonly ClusterAccumulator _units;
    private readonly AsymptoticOptions _options;

    /// <summary>A sequence that has seen nothing.</summary>
    /// <param name="options">Level, N*, first look and direction; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public AsymptoticMeanSequence(AsymptoticOptions? options = null)
        : this(new ClusterAccumulator(), (options ?? AsymptoticOptions.Default).Checked())
    {
    }

    private AsymptoticMeanSequence(ClusterAccumulator units, AsymptoticOptions options) => (_units, _options) = (units, options);

    /// <summary>How many units (observations or clusters) were added.</summary>
    public long Count => _units.Count;

    /// <summary>Adds an observation that is independent of the others.</summary>
    /// <param name="value">The observation, finite and of a magnitude of at most 1e140.</param>
    /// <exception cref="ArgumentOutOfRangeException">The observation is NaN, infinite or too large.</exception>
    public void Add(double value) => _units.Add(value);

    /// <summary>
    /// Adds a whole cluster of related observations, such as a conversation, once it is complete. The mean is then that over all
    /// observations, and the interval that of independent clusters.
    /// </summary>
    /// <param name="sum">The sum of the observations of the cluster.</param>
    /// <param name="size">How many there are: 0, or 1e-100 to 1e140. Give the mean and 1 to weigh all clusters alike.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or out of range.</exception>
    public void Add(double sum, double size) => _units.Add(sum, size);

    /// <summary>The mean and its interval now; <see cref="Estimate.Count"/> counts units.</summary>
    /// <returns><see cref="Interval.Everything"/> before the first look or while all values are equal.</returns>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public Estimate Read()
    {
        ThrowIfEmpty();
        return AsymptoticConfidenceSequence.Mean(_units, _options);
    }

    /// <summary>The evidence now against a mean (against one of at most this for <see cref="Alternative.Greater"/>, of at least this for <see cref="Alternative.Less"/>).</summary>
    /// <param name="nullValue">The mean to test, finite.</param>
    /// <returns>
    /// The always-valid p-value, with the natural logarithm of the e-value as statistic. Reject at any look where p ≤ 1 − level; before the
    /// first look p is 1.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The mean to test is not finite.</exception>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public TestResult Test(double nullValue = 0)
    {
        Check.Finite(nullValue);
        var effect = Read();
        return AsymptoticTest.Of(effect, nullValue, _options);
    }

    /// <summary>Adds all units of another sequence, as if they had been added here.</summary>
    /// <param name="other">The other sequence, drawn with the same options, of other units.</param>
    /// <exception cref="ArgumentNullException">There is no other sequence.</exception>
    /// <exception cref="ArgumentException">The other sequence has other options.</exception>
    public void Merge(AsymptoticMeanSequence other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._options != _options)
        {
            throw new ArgumentException("Is drawn with other options; only like sequences can be merged.", nameof(other));
        }

        _units.Merge(other._units);
    }

    /// <summary>The state, to go on from later.</summary>
    public AsymptoticMeanState Save() => new(_units.Save(), _options);

    /// <summary>A sequence that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No units lead to such a state, or an option is out of range.</exception>
    public static AsymptoticMeanSequence Restore(AsymptoticMeanState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(state.Options);
        return new AsymptoticMeanSequence(ClusterAccumulator.Restore(state.Units), state.Options.Checked());
    }

    private void ThrowIfEmpty()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("Nothing was added yet: there is no mean to read.");
        }
    }
}

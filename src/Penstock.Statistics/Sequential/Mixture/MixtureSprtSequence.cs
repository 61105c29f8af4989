using Penstock.Statistics.Sequential.Accumulators;

namespace Penstock.Statistics.Sequential.Mixture;

/// <summary>
/// Follows a stream with the mixture sequential probability ratio test: the always-valid p-value only falls, and the first time it is at
/// most α the null hypothesis may be rejected. For two arms add the difference of each pair of observations.
/// </summary>
/// <remarks>
/// The running form of <see cref="MixtureSprt"/>, where the assumptions and the source are. Every observation counts as a look, so that p
/// does not depend on when it is read. Adding is O(1) and allocates nothing. Not thread-safe.
/// </remarks>
public sealed class MixtureSprtSequence
{
    private readonly MixtureSprtOptions _options;
    private readonly MeanAccumulator _sample;
    private double _strongest;

    /// <summary>A test that has seen nothing.</summary>
    /// <param name="options">Null value, variance, mixture, level and first look.</param>
    /// <exception cref="ArgumentNullException">There are no options.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public MixtureSprtSequence(MixtureSprtOptions options)
        : this(Checked(options), new MeanAccumulator(), 0)
    {
    }

    private MixtureSprtSequence(MixtureSprtOptions options, MeanAccumulator sample, double strongest) =>
        (_options, _sample, _strongest) = (options, sample, strongest);

    /// <summary>How many observations were added.</summary>
    public long Count => _sample.Count;

    private double Variance => _options.Variance ?? _sample.Variance;

    private bool IsOpen => Count >= _options.FirstLook && Variance > 0 && double.IsFinite(Count * (_options.MixingVariance / Variance));

    /// <summary>Adds an observation and looks.</summary>
    /// <param name="value">The observation, finite and of a magnitude of at most 1e140.</param>
    /// <exception cref="ArgumentOutOfRangeException">The observation is NaN, infinite or too large.</exception>
    public void Add(double value)
    {
        _sample.Add(value);
        Look();
    }

    /// <summary>The test now: the lowest p-value so far, with ln Λ of this look as statistic and the mean with its interval as effect.</summary>
    /// <returns>
    /// p = 1, statistic 0 and an effect of <see cref="Interval.Everything"/> before the first look or while all values are equal. As p
    /// keeps its minimum, it may stay small while the present interval holds the null value again.
    /// </returns>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public TestResult Read()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("Nothing was added yet: there is nothing to test.");
        }

        var p = MixtureBoundary.PValue(_strongest);
        return new TestResult(p, IsOpen ? Evidence() : 0, Count, MixtureSprt.Method) { Effect = Effect() };
    }

    /// <summary>
    /// Adds all observations of another test, as if they had arrived now in one block, and looks once. The lowest p-value of the other is
    /// dropped: keeping the lower of two would be trying twice.
    /// </summary>
    /// <param name="other">The other test, run with the same options, of other observations.</param>
    /// <exception cref="ArgumentNullException">There is no other test.</exception>
    /// <exception cref="ArgumentException">The other test has other options.</exception>
    public void Merge(MixtureSprtSequence other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._options != _options)
        {
            throw new ArgumentException("Is run with other options; only like tests can be merged.", nameof(other));
        }

        _sample.Merge(other._sample);
        Look();
    }

    /// <summary>The state, to go on from later.</summary>
    public MixtureSprtState Save() => new(_sample.Save(), _strongest, _options);

    /// <summary>A test that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No observations lead to such a state, or an option is out of range.</exception>
    public static MixtureSprtSequence Restore(MixtureSprtState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var options = Checked(state.Options);
        var sample = MeanAccumulator.Restore(state.Sample);
        var possible = state.StrongestEvidence >= 0 && double.IsFinite(state.StrongestEvidence)
            && (state.StrongestEvidence == 0 || sample.Count >= options.FirstLook);
        if (!possible)
        {
            throw new ArgumentException(
                $"Evidence of {state.StrongestEvidence} is not possible after {sample.Count} observations.", nameof(state));
        }

        return new MixtureSprtSequence(options, sample, state.StrongestEvidence);
    }

    private static MixtureSprtOptions Checked(MixtureSprtOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Checked();
    }

    private void Look()
    {
        if (IsOpen)
        {
            _strongest = Math.Max(_strongest, Evidence());
        }
    }

    private double Evidence()
    {
        var variance = Variance;
        return MixtureBoundary.LogEvidence(
            Count, _sample.Mean - _options.NullValue, variance, _options.MixingVariance / variance, Alternative.TwoSided);
    }

    private Estimate Effect()
    {
        if (!IsOpen)
        {
            return new Estimate(_sample.Mean, Interval.Everything, _options.Level, Count, MixtureSprt.Method);
        }

        var variance = Variance;
        var half = MixtureBoundary.HalfWidth(
            Count, variance, _options.MixingVariance / variance, 1 - _options.Level, Alternative.TwoSided);
        var interval = MixtureBoundary.Around(_sample.Mean, half, Alternative.TwoSided);
        return new Estimate(_sample.Mean, interval, _options.Level, Count, MixtureSprt.Method)
        {
            StandardError = Math.Sqrt(variance / Count),
        };
    }
}

using System.Runtime.CompilerServices;
using System.Numerics.Tensors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Counts;

/// <summary>
/// Do the arms get the shares of the traffic that they should? A p-value that holds at every look at once, so that a broken split is noticed while
/// the experiment runs and no comparison is read that rests on it.
/// </summary>
/// <remarks>
/// <para>Assumes that each unit falls to an arm by an independent draw with known, constant shares. Count units of assignment (users,
/// conversations), not requests: requests of one user fall to one arm together. Start a new sequence when the shares change. Alarm below
/// 0.001, as a false alarm stops a good experiment.</para>
/// <para>For counts that are looked at once, <see cref="Comparisons.Counts.SampleRatio.FixedTest"/> is stronger. With the usual concentration of 10,000 the sequence bets on
/// small deviations: at the threshold of 0.001 a split of 45 to 55 is noticed after some 5,000 units, one of 49.5 to 50.5 after some 180,000.</para>
/// <para>Bayes factor of a Dirichlet prior around the shares against the shares themselves, the p-value being the running minimum of its inverse
/// (Lindon and Malek 2022, NeurIPS 35, section 2). One look per call of an adding method, so the p-value of batches may be above
/// that of single units.</para>
/// <para>Adding a unit is O(1), one logarithm; a batch is O(arms). Neither allocates. Not mergeable: the minimum belongs to one order of looks. Sum the
/// counts and add those. Not thread-safe.</para>
/// </remarks>
public sealed class SampleRatioSequence
{
    /// <summary>The name of the method.</summary>
    public const string Method = "Sequential sample ratio test (Dirichlet-multinomial)";

    /// <summary>The usual concentration of the prior.</summary>
    public const double UsualConcentration = 10_000;

    private const double LeastShare = 1e-12;
    private const double LeastConcentration = 1e-6;

    private readonly double[] _shares;
    private readonly double[] _prior;
    private readonly long[] _counts;
    private readonly double _concentration;
    private CompensatedSum _log;
    private double _largest;

    /// <summary>A sequence without units.</summary>
    /// <param name="shares">What each arm should get, at least two finite numbers above 0 in any unit: 0.9 and 0.1, or 9 and 1.</param>
    /// <param name="concentration">
    /// How near to the shares the broken splits are that should be noticed soonest, finite and above 0: the number of units that the prior is worth.
    /// </param>
    /// <exception cref="ArgumentException">There are fewer than two shares, or one is not finite and above 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The concentration is not from 1e-6 to 1e15.</exception>
    public SampleRatioSequence(ReadOnlySpan<double> shares, double concentration = UsualConcentration)
    {
        Check.Sample(shares, 2);
        if (!(concentration is >= LeastConcentration and <= Check.MostCount))
        {
            throw new ArgumentOutOfRangeException(nameof(concentration), concentration, $"Must be from {LeastConcentration} to {Check.MostCount}, such as {UsualConcentration}.");
        }

        var total = CompensatedSum.Of(shares);
        if (!(TensorPrimitives.Min(shares) >= LeastShare * total && total is > 1e-100 and < 1e100))
        {
            throw new ArgumentException($"Each share must be above 0, and at least {LeastShare} of all; leave an arm without traffic out.", nameof(shares));
        }

        _concentration = concentration;
        _shares = new double[shares.Length];
        _prior = new double[shares.Length];
        _counts = new long[shares.Length];
        TensorPrimitives.Divide(shares, total, _shares);
        TensorPrimitives.Multiply<double>(_shares, concentration, _prior);
    }

    /// <summary>How many units were added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a unit that fell to an arm, and looks.</summary>
    /// <param name="arm">The number of the arm, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such arm.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int arm)
    {
        if ((uint)arm >= (uint)_counts.Length)
        {
            Refuse(arm);
        }

        // The chance of this arm under the posterior, over its share.
        var expected = (_concentration + Count) * _shares[arm];
        _log.Add(DirichletMixture.LogRatio(_prior[arm] + _counts[arm], expected));
        _counts[arm]++;
        Count++;
        _largest = Math.Max(_largest, _log.Value);
    }

    /// <summary>Adds what each arm got since the last look, and looks.</summary>
    /// <param name="counts">How many units each arm got, in the order of the shares, 0 or more.</param>
    /// <exception cref="ArgumentException">There is not one count for each arm.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public void Add(ReadOnlySpan<long> counts)
    {
        if (counts.Length != _counts.Length)
        {
            throw new ArgumentException($"Holds {counts.Length} counts for {_counts.Length} arms.", nameof(counts));
        }

        foreach (var count in counts)
        {
            Check.Count(count, 0, nameof(counts));
        }

        Check.Count(TensorPrimitives.Sum(counts), 0, nameof(counts));
        Check.Count(Count + TensorPrimitives.Sum(counts), 0, nameof(counts));

        TensorPrimitives.Add(_counts, counts, _counts);
        Count += TensorPrimitives.Sum(counts);
        Look();
    }

    /// <summary>The test of the split so far.</summary>
    /// <returns>
    /// The p-value, valid at every look at once: 1 before the first unit. The statistic is the logarithm of the Bayes factor now, which may have
    /// fallen since it was largest.
    /// </returns>
    public TestResult Read() => new(Math.Exp(-_largest), _log.Value, Count, Method);

    /// <summary>The state, to go on from later.</summary>
    public SampleRatioState Save() => new([.. _shares], _concentration, [.. _counts], _largest);

    /// <summary>A sequence that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No units lead to such a state.</exception>
    public static SampleRatioSequence Restore(SampleRatioState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(state.Shares);
        ArgumentNullException.ThrowIfNull(state.Counts);
        var (shares, counts) = (state.Shares, state.Counts);
        var possible = shares.Length >= 2 && shares.Length == counts.Length && Array.TrueForAll(shares, share => share is >= LeastShare and < 1)
            && Math.Abs(CompensatedSum.Of(shares) - 1) < 1e-9 && Array.TrueForAll(counts, count => count is >= 0 and <= Check.MostCount)
            && state.Concentration is >= LeastConcentration and <= Check.MostCount && TensorPrimitives.Sum<long>(counts) is >= 0 and <= Check.MostCount
            && state.LargestLogEValue is >= 0 and <= 1e20;
        if (!possible)
        {
            throw new ArgumentException("Needs shares that add to 1, counts that are not negative, and a finite largest logarithm from 0.", nameof(state));
        }

        var restored = new SampleRatioSequence(shares, state.Concentration);
        shares.CopyTo(restored._shares, 0);
        TensorPrimitives.Multiply<double>(shares, state.Concentration, restored._prior);
        counts.CopyTo(restored._counts, 0);
        restored.Count = TensorPrimitives.Sum<long>(counts);
        restored.Look();
        if (restored._log.Value - state.LargestLogEValue > 1e-6)
        {
            throw new ArgumentException($"The largest logarithm is below that of the counts, {restored._log.Value}.", nameof(state));
        }

        restored._largest = state.LargestLogEValue;
        return restored;
    }

    private void Look()
    {
        _log = default;
        _log.Add(DirichletMixture.LogBayesFactor(_counts, _prior, _shares));
        _largest = Math.Max(_largest, _log.Value);
    }

    private void Refuse(int arm) => throw new ArgumentOutOfRangeException(nameof(arm), arm, $"Must be from 0 to {_counts.Length - 1}.");
}

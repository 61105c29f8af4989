using System.Runtime.CompilerServices;
using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Bounded;

namespace Penstock.Statistics.Sequential.Counts;

/// <summary>
/// The rate of a yes-or-no outcome (passed, failed, refused), with an interval that holds at every look at once. Exact: right from the first
/// outcome and at any rate, so also for failures of 0.1 %.
/// </summary>
/// <remarks>
/// <para>Assumes that each outcome has, given those before it, the same probability. Which kind is called a success does not matter; count
/// the failures as such if the failure rate is what you want to read.</para>
/// <para>Do not use it where the rate drifts (a bound then speaks of no single rate) or where outcomes come in clusters, such as many requests
/// of one user: add one outcome a cluster, or cluster means to a <see cref="BettingConfidenceSequence"/>. With a fixed number of outcomes and one
/// look, the Clopper-Pearson interval is narrower.</para>
/// <para>Beta-binomial mixture (Robbins 1970, Annals of Mathematical Statistics 41:1397; Howard, Ramdas, McAuliffe and Sekhon 2021, Annals of
/// Statistics 49:1055, section 3.2): with s successes and f failures, E(p) = B(a + s, b + f) / (B(a, b) pˢ (1 − p)ᶠ) is a
/// nonnegative martingale of mean 1 for the true p. One-sided, the beta distribution is cut to the side of the alternative, which makes E a
/// supermartingale for every rate of the hypothesis.</para>
/// <para>Adding and <see cref="Test"/> are O(1); <see cref="Read"/> evaluates some 30 times. Not thread-safe: keep one a thread
/// and merge.</para>
/// </remarks>
public sealed class BinomialConfidenceSequence
{
    /// <summary>The name of the method.</summary>
    public const string Method = "Beta-binomial mixture confidence sequence";

    private long _successes;

    /// <summary>A sequence without outcomes, whose interval is best nowhere and good everywhere.</summary>
    public BinomialConfidenceSequence()
        : this(BinomialPrior.Jeffreys)
    {
    }

    /// <summary>A sequence without outcomes.</summary>
    /// <param name="prior">Where the interval should be narrowest, chosen before the data; see <see cref="BinomialPrior.TightestAt"/>.</param>
    /// <exception cref="ArgumentException">A parameter of the prior is not finite and above 0, or its hedge not from 0 to below 1.</exception>
    public BinomialConfidenceSequence(BinomialPrior prior)
    {
        if (!prior.IsPossible)
        {
            throw new ArgumentException("Both parameters must be from 1E-9 to 1E+18, and the hedge from 0 to below 1.", nameof(prior));
        }

        Prior = prior;
    }

    /// <summary>Where the interval is narrowest.</summary>
    public BinomialPrior Prior { get; }

    /// <summary>How many outcomes were added.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them were successes.</summary>
    public long Successes => _successes;

    internal (long Successes, long Failures) Counts => (_successes, Count - _successes);

    /// <summary>Adds an outcome.</summary>
    /// <param name="success">Whether it is of the kind that is counted.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(bool success)
    {
        Count++;
        _successes += success ? 1 : 0;
    }

    /// <summary>Adds outcomes of which only the numbers are known.</summary>
    /// <param name="successes">How many successes, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many outcomes, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no outcome, or there are more successes than outcomes.</exception>
    public void Add(long successes, long trials)
    {
        Check.Successes(successes, trials);
        Check.Count(Count + trials, 0, nameof(trials));
        Count += trials;
        _successes += successes;
    }

    /// <summary>The rate with its always-valid interval.</summary>
    /// <param name="level">The confidence, above 0 and below 1: the chance that the interval holds the rate at all looks together.</param>
    /// <param name="side">Two bounds; or a lower one alone (<see cref="Alternative.Greater"/>); or an upper one alone (<see cref="Alternative.Less"/>).</param>
    /// <returns>Successes over outcomes, and the interval within 0 to 1.</returns>
    /// <exception cref="InvalidOperationException">There is no outcome yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or there is no such side.</exception>
    public Estimate Read(double level = 0.95, Alternative side = Alternative.TwoSided)
    {
        Check.Level(level);
        Check.Defined(side);
        if (Count == 0)
        {
            throw new InvalidOperationException("There is no outcome yet.");
        }

        var interval = BinomialMixture.Between(Counts, Prior, -Math.Log(1 - level), side);
        return new Estimate((double)_successes / Count, interval, level, Count, Method);
    }

    /// <summary>The evidence against a given rate.</summary>
    /// <param name="rate">The rate of the hypothesis, 0 to 1.</param>
    /// <param name="alternative">
    /// <see cref="Alternative.Greater"/> tests "the rate is at most this", <see cref="Alternative.Less"/> "at least this", and
    /// <see cref="Alternative.TwoSided"/> "exactly this", in agreement with <see cref="Read"/>.
    /// </param>
    /// <returns>
    /// The p-value min(1, 1/e) of this look, valid at every look at once, with the natural logarithm of the e-value
    /// as statistic: 1 and 0 before the first outcome.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not from 0 to 1, or there is no such alternative.</exception>
    public TestResult Test(double rate, Alternative alternative = Alternative.TwoSided)
    {
        Check.Probability(rate);
        Check.Defined(alternative);
        return EProcess.Result(BinomialMixture.Log(Counts, Prior, (rate, 1 - rate), alternative), Count, Method);
    }

    /// <summary>Whether a rate is excluded: the same answer as asking whether it lies outside the interval, at a thirtieth of the cost.</summary>
    /// <param name="rate">The rate in question, 0 to 1.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <param name="alternative">As for <see cref="Test"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not from 0 to 1, or the level is not between 0 and 1.</exception>
    public bool Excludes(double rate, double level = 0.95, Alternative alternative = Alternative.TwoSided) =>
        EProcess.Rejects(Test(rate, alternative), level);

    /// <summary>Adds all outcomes of another sequence, as if they had been added here.</summary>
    /// <param name="other">The other sequence, with the same prior; it does not change.</param>
    /// <exception cref="ArgumentNullException">There is no other sequence.</exception>
    /// <exception cref="ArgumentException">The other sequence has another prior.</exception>
    public void Merge(BinomialConfidenceSequence other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Prior != Prior)
        {
            throw new ArgumentException($"Has {other.Prior}, not {Prior}.", nameof(other));
        }

        Count += other.Count;
        _successes += other._successes;
    }

    /// <summary>The state, to go on from later.</summary>
    public BinomialState Save() => new(Prior.Successes, Prior.Failures, Prior.Hedge, _successes, Count);

    /// <summary>A sequence that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No outcomes lead to such a state.</exception>
    public static BinomialConfidenceSequence Restore(BinomialState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var prior = new BinomialPrior(state.PriorSuccesses, state.PriorFailures, state.Hedge);
        if (!prior.IsPossible || state.Successes < 0 || state.Successes > state.Count || state.Count > Check.MostCount)
        {
            throw new ArgumentException($"No outcomes lead to {state}.", nameof(state));
        }

        return new BinomialConfidenceSequence(prior) { Count = state.Count, _successes = state.Successes };
    }
}

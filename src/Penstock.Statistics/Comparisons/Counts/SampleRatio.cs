namespace Penstock.Statistics.Comparisons.Counts;

/// <summary>Tests for sample-ratio mismatch: whether traffic was split as it should have been. A mismatch voids the experiment.</summary>
public static class SampleRatio
{
    /// <summary>Tests the counts of the arms against the shares they should have, once, when counting has ended.</summary>
    /// <param name="observed">Units (users, conversations, requests: what was assigned) seen in each of at least 2 arms.</param>
    /// <param name="expectedShares">The share that each arm should have: above 0. They are divided by their sum.</param>
    /// <param name="level">Confidence of the interval of the effect, above 0 and below 1.</param>
    /// <returns>Pearson's goodness-of-fit test; its effect is Cohen's w. Act on p below 0.001: a mismatch has a cause, chance hits often.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 arms, a negative count, no count at all, or a share that is not above 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// Not for looking again and again while traffic comes in: every look is another chance of a false alarm; use the sequential test of
    /// the sample ratio. Not for requests where users were assigned: count users. Time O(arms). Fabijan et al. (2019), KDD, "Diagnosing
    /// sample ratio mismatch in online controlled experiments"; Pearson (1900), Philosophical Magazine 50:157.
    /// </remarks>
    public static TestResult FixedTest(
        ReadOnlySpan<long> observed, ReadOnlySpan<double> expectedShares, double level = 0.95) =>
        ChiSquared.GoodnessOfFit(observed, expectedShares, level);
}

using Penstock.Statistics.Agreement;

namespace Penstock.Statistics.Tests.Agreement;

public sealed class PercentAgreementTests
{
    [Fact]
    public void Pairs_of_coders_are_averaged_within_units_first()
    {
        // 3 of 3 pairs, 1 of 3, and 0 of 1 where the third coder is missing; the fourth unit has one rating and says nothing.
        var table = RatingTable.FromUnits([[1.0, 1.0, 1.0], [1.0, 1.0, 2.0], [1.0, 2.0, null], [5.0, null, null]]);

        var agreement = PercentAgreement.Pairwise(table);

        Near.Equal((1 + (1 / 3.0) + 0) / 3, agreement.Value);
        Assert.Equal(3, agreement.Count);
        Assert.Equal(2, agreement.DegreesOfFreedom);
    }

    [Fact]
    public void Agreement_everywhere_leaves_room_for_units_not_seen()
    {
        var agreement = PercentAgreement.Pairwise(RatingTable.FromUnits([.. Enumerable.Repeat(new double?[] { 4, 4 }, 30)]));

        Assert.Equal(1, agreement.Value);
        Near.Equal(Math.Pow(0.025, 1.0 / 30), agreement.Lower);
    }

    [Fact]
    public void One_unit_bounds_nothing() =>
        Assert.Equal(new Interval(0, 1), PercentAgreement.Pairwise(RatingTable.FromUnits([[1.0, 1.0]])).Interval);

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>("ratings", () => PercentAgreement.Pairwise(new RatingTable(2, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => PercentAgreement.Pairwise(RatingTable.FromUnits([[1.0, 1.0]]), 2));
    }
}

using Penstock.Statistics.Agreement;

namespace Penstock.Statistics.Tests.Agreement;

public sealed class RatingTableTests
{
    [Fact]
    public void A_rating_that_was_never_given_is_missing()
    {
        var table = new RatingTable(units: 2, coders: 2);

        table.Rate(0, 1, 0);

        Assert.Equal(0, table.Rating(0, 1));
        Assert.Null(table.Rating(0, 0));
        Assert.Equal(1, table.Ratings);
    }

    [Fact]
    public void Nothing_that_is_no_number_passes_for_a_rating()
    {
        var table = new RatingTable(units: 1, coders: 2);

        Assert.Throws<ArgumentOutOfRangeException>("value", () => table.Rate(0, 0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => table.Rate(0, 0, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => RatingTable.FromUnits([[1.0, double.NaN]]));
    }

    [Fact]
    public void A_second_rating_of_the_same_unit_is_refused()
    {
        var table = new RatingTable(units: 1, coders: 2);
        table.Rate(0, 0, 1);

        Assert.Throws<InvalidOperationException>(() => table.Rate(0, 0, 1));
    }

    [Fact]
    public void Cells_and_sizes_that_do_not_exist_are_refused()
    {
        var table = new RatingTable(units: 1, coders: 2);

        Assert.Throws<ArgumentOutOfRangeException>("unit", () => table.Rate(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("coder", () => table.Rating(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>("units", () => new RatingTable(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("coders", () => new RatingTable(2, 1));
        Assert.Throws<ArgumentException>("units", () => RatingTable.FromUnits([]));
        Assert.Throws<ArgumentException>("units", () => RatingTable.FromUnits([[1.0, 2.0], [1.0]]));
    }

    [Fact]
    public void Two_coders_are_held_against_each_other_where_both_rated()
    {
        var table = RatingTable.FromUnits([[1.0, 1.0], [2.0, null], [2.0, 1.0]]);

        var matrix = table.Between(0, 1);

        Assert.Equal(2, matrix.Total);
        Assert.Equal(1, matrix.Count(2, 1));
        Assert.Throws<ArgumentException>("second", () => RatingTable.FromUnits([[1.0, null]]).Between(0, 1));
        Assert.Throws<ArgumentException>("rating", () => RatingTable.FromUnits([[1.5, 1.0]]).Between(0, 1));
    }
}

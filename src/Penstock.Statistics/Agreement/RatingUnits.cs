namespace Penstock.Statistics.Agreement;

/// <summary>The pairable part of a table, laid out flat: units with at least two ratings, each rating as the index of its distinct value.</summary>
internal sealed class RatingUnits
{
    private readonly int[] _codes;
    private readonly int[] _starts;

    public RatingUnits(RatingTable ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var own = new double[ratings.Coders];
        var values = new List<double>();
        var starts = new List<int> { 0 };
        for (var unit = 0; unit < ratings.Units; unit++)
        {
            var count = ratings.CopyUnit(unit, own);
            if (count >= 2)
            {
                values.AddRange(own.AsSpan(0, count));
                starts.Add(values.Count);
            }
        }

        if (values.Count == 0)
        {
            throw new ArgumentException("No unit has two ratings, so there is nothing to compare.", nameof(ratings));
        }

        Values = [.. values.Distinct().Order()];
        _codes = [.. values.Select(value => Array.BinarySearch(Values, value))];
        _starts = [.. starts];
    }

    /// <summary>The distinct values, ascending.</summary>
    public double[] Values { get; }

    public int Count => _starts.Length - 1;

    public int Ratings => _codes.Length;

    public ReadOnlySpan<int> Unit(int unit) => _codes.AsSpan(_starts[unit].._starts[unit + 1]);
}

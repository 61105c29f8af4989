using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Agreement;

/// <summary>Who rated what how: units (items, answers, conversations) by coders (people, judges). A cell that nobody rated is missing, and stays so.</summary>
/// <remarks>
/// Categories are numbers: any distinct values for a nominal scale, ordered ones for an ordinal scale, measured ones for interval and ratio scales.
/// A missing rating is a cell that was never set (or null in <see cref="FromUnits"/>); NaN is refused, so that a failed parse cannot pass for a rating.
/// Memory: 9 bytes a cell. Not thread-safe while it is filled.
/// </remarks>
public sealed class RatingTable
{
    private const int MostCells = 100_000_000;

    private readonly double[] _values;
    private readonly bool[] _isRated;

    /// <summary>A table in which every rating is missing.</summary>
    /// <param name="units">How many units there are, at least 1.</param>
    /// <param name="coders">How many coders there are, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few units or coders.</exception>
    public RatingTable(int units, int coders)
    {
        Check.AtLeast(units, 1);
        Check.AtLeast(coders, 2);
        if ((long)units * coders > MostCells)
        {
            throw new ArgumentOutOfRangeException(nameof(units), units, $"Units times coders must be at most {MostCells:N0}.");
        }

        Units = units;
        Coders = coders;
        _values = new double[units * coders];
        _isRated = new bool[_values.Length];
    }

    /// <summary>How many units the table has, rated or not.</summary>
    public int Units { get; }

    /// <summary>How many coders the table has.</summary>
    public int Coders { get; }

    /// <summary>How many cells hold a rating.</summary>
    public long Ratings { get; private set; }

    /// <summary>One row per unit, one cell per coder; null says that the rating is missing.</summary>
    /// <param name="units">The rows, all equally long.</param>
    /// <exception cref="ArgumentException">There is no row, fewer than two coders, a row of another length, NaN or an infinite rating.</exception>
    public static RatingTable FromUnits(IReadOnlyList<IReadOnlyList<double?>> units)
    {
        Check.Items(units);
        if (units.Count == 0)
        {
            throw new ArgumentException("Holds no unit; at least one is needed.", nameof(units));
        }

        var table = new RatingTable(units.Count, units[0].Count);
        for (var unit = 0; unit < units.Count; unit++)
        {
            if (units[unit].Count != table.Coders)
            {
                throw new ArgumentException($"Unit {unit} has {units[unit].Count} cells, unit 0 has {table.Coders}; give null where a rating is missing.", nameof(units));
            }

            for (var coder = 0; coder < table.Coders; coder++)
            {
                if (units[unit][coder] is { } value)
                {
                    table.Rate(unit, coder, value);
                }
            }
        }

        return table;
    }

    /// <summary>Keeps one rating.</summary>
    /// <param name="unit">0 to <see cref="Units"/> − 1.</param>
    /// <param name="coder">0 to <see cref="Coders"/> − 1.</param>
    /// <param name="value">The category or measured value, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell, or the value is NaN or infinite.</exception>
    /// <exception cref="InvalidOperationException">The coder has rated this unit already: a second rating is another coder, or a mistake.</exception>
    public void Rate(int unit, int coder, double value)
    {
        Check.Finite(value);
        var cell = Cell(unit, coder);
        if (_isRated[cell])
        {
            throw new InvalidOperationException($"Coder {coder} has rated unit {unit} already.");
        }

        _values[cell] = value;
        _isRated[cell] = true;
        Ratings++;
    }

    /// <summary>The rating in one cell; null where it is missing.</summary>
    /// <param name="unit">0 to <see cref="Units"/> − 1.</param>
    /// <param name="coder">0 to <see cref="Coders"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public double? Rating(int unit, int coder)
    {
        var cell = Cell(unit, coder);
        return _isRated[cell] ? _values[cell] : null;
    }

    /// <summary>The ratings of two coders against each other, over the units that both rated.</summary>
    /// <param name="first">The coder who takes the rows: the reference, where there is one.</param>
    /// <param name="second">The coder who takes the columns.</param>
    /// <exception cref="ArgumentException">No unit was rated by both, or a rating is not a whole number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such coder.</exception>
    public ConfusionMatrix Between(int first, int second)
    {
        var rows = new List<int>();
        var columns = new List<int>();
        for (var unit = 0; unit < Units; unit++)
        {
            if (Rating(unit, first) is { } one && Rating(unit, second) is { } other)
            {
                rows.Add(Category(one));
                columns.Add(Category(other));
            }
        }

        if (rows.Count == 0)
        {
            throw new ArgumentException($"Coders {first} and {second} have no unit in common.", nameof(second));
        }

        return ConfusionMatrix.Of([.. rows], [.. columns]);
    }

    /// <summary>Copies the ratings that a unit has to the front of the span; the number of them.</summary>
    internal int CopyUnit(int unit, Span<double> ratings)
    {
        var count = 0;
        for (var cell = unit * Coders; cell < (unit + 1) * Coders; cell++)
        {
            if (_isRated[cell])
            {
                ratings[count++] = _values[cell];
            }
        }

        return count;
    }

    private static int Category(double rating) =>
        rating == (int)rating ? (int)rating : throw new ArgumentException($"The rating {rating} is not a whole number; a confusion matrix needs categories.", nameof(rating));

    private int Cell(int unit, int coder)
    {
        if ((uint)unit >= (uint)Units)
        {
            throw new ArgumentOutOfRangeException(nameof(unit), unit, $"Must be from 0 to {Units - 1}.");
        }

        if ((uint)coder >= (uint)Coders)
        {
            throw new ArgumentOutOfRangeException(nameof(coder), coder, $"Must be from 0 to {Coders - 1}.");
        }

        return (unit * Coders) + coder;
    }
}

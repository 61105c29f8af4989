using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Penstock.Statistics.Numerics;

/// <summary>The checks at the public edge. Each throws an exception that names the argument and says what would be right.</summary>
internal static class Check
{
    /// <summary>Sums of a few counts then fit a long, and each is exact as a double.</summary>
    public const long MostCount = 1_000_000_000_000_000;

    /// <summary>Beyond it, squares of a number and their sums would leave what a double can hold.</summary>
    private const double Largest = 1e100;

    public static void Level(double level, [CallerArgumentExpression(nameof(level))] string? name = null)
    {
        if (!(level > 0 && level < 1 && 1 - level < 1))
        {
            throw new ArgumentOutOfRangeException(name, level, "Must be above 0 and below 1, such as 0.95.");
        }
    }

    public static void Probability(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be from 0 to 1.");
        }
    }

    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(Math.Abs(value) <= Largest))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be a finite number, from -1E+100 to 1E+100.");
        }
    }

    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value is >= 1 / Largest and <= Largest))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be finite and above 0, from 1E-100 to 1E+100.");
        }
    }

    public static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value is 0 or (>= 1 / Largest and <= Largest)))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be 0, or finite and from 1E-100 to 1E+100.");
        }
    }

    public static void Defined(Alternative alternative, [CallerArgumentExpression(nameof(alternative))] string? name = null)
    {
        if (alternative is not (Alternative.TwoSided or Alternative.Less or Alternative.Greater))
        {
            throw new ArgumentOutOfRangeException(name, alternative, "Must be TwoSided, Less or Greater.");
        }
    }

    public static void AtLeast(long value, long least, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value < least)
        {
            throw new ArgumentOutOfRangeException(name, value, $"Must be at least {least}.");
        }
    }

    public static void Count(long value, long least, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        AtLeast(value, least, name);
        if (value > MostCount)
        {
            throw new ArgumentOutOfRangeException(name, value, $"Must be at most {MostCount}.");
        }
    }

    /// <summary>Counts of successes among trials: at least one trial, and no more successes than trials.</summary>
    public static void Successes(long successes, long trials)
    {
        Count(trials, 1);
        if (successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"Must be from 0 to the number of trials, {trials}.");
        }
    }

    /// <summary>Ten million resamples leave of a p-value or a bound no doubt that matters, and must do.</summary>
    public static void Resamples(int resamples, double least = 1)
    {
        if (resamples < least || resamples > 10_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(resamples), resamples, $"Must be at least {least} and at most 10,000,000.");
        }
    }

    /// <summary>The result of an estimate, which a caller may have put together by hand.</summary>
    public static void Estimate(Estimate value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        var isSound = Math.Abs(value.Value) <= Largest && value.Lower <= value.Upper && value.Lower < double.PositiveInfinity && value.Upper > double.NegativeInfinity && value.Level is > 0 and < 1 && value.Count is >= 0 and <= MostCount
            && value.StandardError is null or (>= 0 and <= Largest) && value.DegreesOfFreedom is null or >= 0.01;
        if (!isSound)
        {
            throw new ArgumentException(
                "Needs a finite value, a lower bound not above the upper, a level between 0 and 1, a count and a standard error that are not negative, "
                + $"and degrees of freedom of at least 0.01; it is {value}.",
                name);
        }
    }

    /// <summary>A list, none of whose items is missing.</summary>
    public static void Items<T>(IReadOnlyList<T> items, [CallerArgumentExpression(nameof(items))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(items, name);
        for (var item = 0; item < items.Count; item++)
        {
            if (items[item] is null)
            {
                throw new ArgumentException($"Item {item} is null.", name);
            }
        }
    }

    /// <summary>A sample of at least <paramref name="least"/> finite values.</summary>
    public static void Sample(
        ReadOnlySpan<double> sample, int least = 1, [CallerArgumentExpression(nameof(sample))] string? name = null)
    {
        if (sample.Length < least)
        {
            throw new ArgumentException($"Holds {sample.Length} values; at least {least} are needed.", name);
        }

        if (!TensorPrimitives.IsFiniteAll(sample))
        {
            throw new ArgumentException("Holds NaN or an infinite value; drop or replace it first.", name);
        }
    }

    /// <summary>A sample of which sums of squares are to be built.</summary>
    public static void Squarable(ReadOnlySpan<double> sample, [CallerArgumentExpression(nameof(sample))] string? name = null)
    {
        if (!sample.IsEmpty && Math.Abs(TensorPrimitives.MaxMagnitude(sample)) > Largest)
        {
            throw new ArgumentException("Holds values beyond 1E+100 in magnitude, whose squares overflow; measure in a larger unit.", name);
        }
    }

    /// <summary>Two samples whose values belong together by position.</summary>
    public static void Paired(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int least = 1)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"Pairs need equally many values on both sides; there are {first.Length} and {second.Length}.", nameof(second));
        }

        Sample(first, least);
        Sample(second, least);
    }
}

using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Penstock.Statistics.Numerics;

/// <summary>The checks at the public edge. Each throws an exception that names the argument and says what would be right.</summary>
internal static class Check
{
    public static void Level(double level, [CallerArgumentExpression(nameof(level))] string? name = null)
    {
        if (!(level > 0 && level < 1))
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
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be a finite number.");
        }
    }

    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be finite and above 0.");
        }
    }

    public static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be finite and not negative.");
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

    /// <summary>Counts of successes among trials: at least one trial, and no more successes than trials.</summary>
    public static void Successes(long successes, long trials)
    {
        AtLeast(trials, 1);
        if (successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"Must be from 0 to the number of trials, {trials}.");
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

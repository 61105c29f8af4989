using System.Globalization;

namespace Penstock.Dashboard.Pages.Traces;

/// <summary>The time axis of a waterfall: ticks on round times, and where a time lies on it.</summary>
public sealed class WaterfallAxis
{
    private const int MostTicks = 5;
    private const double Minute = 60_000;

    private static readonly double[] Mantissas = [1, 2, 2.5, 5, 10];
    private static readonly double[] LongSteps = [Minute / 2, Minute, 2 * Minute, 5 * Minute, 10 * Minute, 20 * Minute, 60 * Minute];

    private readonly double _lengthMs;

    /// <summary>An axis from zero.</summary>
    /// <param name="lengthMs">The time at its end, in milliseconds.</param>
    public WaterfallAxis(double lengthMs)
    {
        _lengthMs = Math.Max(0.001, lengthMs);
        StepMs = Steps(_lengthMs / MostTicks).FirstOrDefault(step => _lengthMs / step <= MostTicks, _lengthMs);
        Ticks = [.. Enumerable.Range(0, (int)(_lengthMs / StepMs) + 1).Select(index => index * StepMs)];
    }

    /// <summary>Time between two ticks, in milliseconds: 1, 2, 2.5 or 5 times a power of ten, and round minutes where it is long.</summary>
    public double StepMs { get; }

    /// <summary>The ticks in milliseconds, from zero on.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>A time as a share of the axis, in percent, ready for a style sheet.</summary>
    /// <param name="milliseconds">The time.</param>
    public string Percent(double milliseconds) =>
        Math.Clamp(100 * milliseconds / _lengthMs, 0, 100).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A tick's label in the unit of the whole axis, with the digits that its step needs and no more.</summary>
    /// <param name="milliseconds">The time of the tick.</param>
    public string Label(double milliseconds)
    {
        var (unit, name) = StepMs switch
        {
            >= Minute / 2 => (Minute, "min"),
            >= 200 => (1_000.0, "s"),
            _ => (1.0, "ms"),
        };
        return milliseconds == 0 ? "0" : $"{(milliseconds / unit).ToString("0.####", CultureInfo.InvariantCulture)} {name}";
    }

    private static IEnumerable<double> Steps(double atLeast) => atLeast > 20_000
        ? LongSteps
        : Mantissas.Select(mantissa => mantissa * Math.Pow(10, Math.Floor(Math.Log10(atLeast))));
}

using System.Globalization;

namespace Penstock.Simulator.Faults;

/// <summary>Reads durations as people write them: <c>250ms</c>, <c>1.5s</c>, <c>30m</c>.</summary>
internal static class Durations
{
    public static TimeSpan? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var digits = text.TrimEnd('m', 's');
        var unit = text[digits.Length..] switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            _ => 0,
        };

        return unit > 0
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= 1_000_000
                ? TimeSpan.FromTicks((long)(number * unit))
                : null;
    }
}

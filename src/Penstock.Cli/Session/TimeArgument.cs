using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Penstock.Cli.Session;

/// <summary>Times on the command line: <c>2026-01-31</c>, <c>2026-01-31T12:00Z</c>, or so long ago: <c>30m</c>, <c>24h</c>, <c>7d</c>.</summary>
internal static class TimeArgument
{
    public static Option<DateTimeOffset?> Option(string name, string description) => new(name)
    {
        Description = $"{description}: a date, a time, or so long ago (30m, 24h, 7d)",
        HelpName = "TIME",
        CustomParser = Parse,
    };

    public static bool TryParse(string text, TimeProvider clock, out DateTimeOffset time)
    {
        if (text.Length > 1 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            TimeSpan? span = text[^1] switch
            {
                'm' when amount <= 1e6 => TimeSpan.FromMinutes(amount),
                'h' when amount <= 1e5 => TimeSpan.FromHours(amount),
                'd' when amount <= 1e4 => TimeSpan.FromDays(amount),
                _ => null,
            };
            time = clock.GetUtcNow() - (span ?? TimeSpan.Zero);
            return span is not null;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    private static DateTimeOffset? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text, TimeProvider.System, out var time))
        {
            return time;
        }

        result.AddError($"'{text}' is no time; write for example 2026-01-31, 2026-01-31T12:00Z or 24h.");
        return null;
    }
}

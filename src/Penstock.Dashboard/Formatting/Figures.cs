using System.Globalization;
using Penstock.Contracts.Money;

namespace Penstock.Dashboard.Formatting;

/// <summary>How numbers, money and times look on every page.</summary>
internal static class Figures
{
    /// <summary>Stands where there is no value.</summary>
    public const string None = "–";

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long? value) => value is { } known ? Count(known) : None;

    public static string Short(long value) => Math.Abs(value) switch
    {
        < 10_000 => Count(value),
        < 1_000_000 => Scaled(value / 1e3, "k"),
        < 1_000_000_000 => Scaled(value / 1e6, "M"),
        < 1_000_000_000_000 => Scaled(value / 1e9, "B"),
        _ => Scaled(value / 1e12, "T"),
    };

    public static string Milliseconds(double? value) => value switch
    {
        null => None,
        0 => "0 ms",
        < 0.05 => "< 0.1 ms",
        < 10 => $"{value:0.0} ms",
        < 1_000 => $"{value:0} ms",
        < 60_000 => $"{value / 1_000:0.00} s",
        _ => Span(TimeSpan.FromMilliseconds(value.Value)),
    };

    public static string Percent(long part, long whole) => whole == 0 ? None : Percent((double)part / whole);

    public static string Percent(double share) => share switch
    {
        0 => "0 %",
        < 0.001 => "< 0.1 %",
        < 0.1 => $"{share * 100:0.0} %",
        _ => $"{share * 100:0} %",
    };

    /// <summary>Money to four significant places below a dollar; the cent above a thousand. What is not nothing never looks like nothing.</summary>
    public static string Money(NanoUsd amount)
    {
        var usd = amount.Usd;
        return Math.Abs(usd) switch
        {
            0 => "$0.00",
            >= 1_000 => Dollars(usd, "N2"),
            >= 1 => Dollars(usd, "N4"),
            >= 0.01m => Dollars(usd, "0.00000"),
            >= 0.0000001m => Dollars(usd, "0.0000000"),
            _ => Dollars(usd, "0.000000000"),
        };
    }

    /// <summary>Money to the last digit that the ledger keeps.</summary>
    public static string Exact(NanoUsd amount) => Dollars(amount.Usd, "#,0.00#######");

    /// <summary>The same with every digit written, so that a column of amounts lines up.</summary>
    public static string Ledger(NanoUsd amount) => Dollars(amount.Usd, "#,0.000000000");

    /// <summary>A price per million tokens.</summary>
    public static string Price(decimal usd) => usd == 0 ? "free" : Dollars(usd, "#,0.00#######");

    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => $"{span.TotalSeconds:0} s",
        { TotalMinutes: < 60 } => $"{span.Minutes} min {span.Seconds} s",
        { TotalHours: < 24 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => $"{(int)span.TotalDays} d {span.Hours} h",
    };

    public static string Relative(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalDays: > 90 or < -90 } => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { TotalSeconds: < -1 } ahead => $"in {Rough(-ahead)}",
        { TotalSeconds: < 5 } => "just now",
        var past => $"{Rough(past)} ago",
    };

    public static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The time of the day, with its date where that is not today.</summary>
    public static string Clock(DateTimeOffset at, DateTimeOffset now) => at.UtcDateTime.ToString(
        at.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Rough(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => $"{span.TotalSeconds:0} s",
        { TotalMinutes: < 60 } => $"{span.TotalMinutes:0} min",
        { TotalHours: < 48 } => $"{span.TotalHours:0} h",
        _ => $"{span.TotalDays:0} d",
    };

    private static string Dollars(decimal usd, string format) =>
        (usd < 0 ? "−$" : "$") + Math.Abs(usd).ToString(format, CultureInfo.InvariantCulture);

    private static string Scaled(double value, string unit) =>
        value.ToString(Math.Abs(value) < 100 ? "0.#" : "0", CultureInfo.InvariantCulture) + unit;
}

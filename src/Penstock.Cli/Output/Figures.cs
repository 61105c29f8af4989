using System.Globalization;
using Penstock.Contracts.Money;

namespace Penstock.Cli.Output;

/// <summary>Quantities as people read them.</summary>
internal static class Figures
{
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string? Limit(long? value) => value is { } limit ? Count(limit) : null;

    public static string? Milliseconds(double? value) => value switch
    {
        null => null,
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms"),
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{value:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value / 1000:0.0} s"),
    };

    public static string Usd(NanoUsd value) => $"${value}";

    public static string? Time(DateTimeOffset? value) =>
        value?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Bytes(long value) => value switch
    {
        < 1 << 10 => $"{value} B",
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{value / 1024.0:0.0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value / 1048576.0:0.0} MiB"),
    };

    public static string Uptime(double seconds)
    {
        var span = TimeSpan.FromSeconds(seconds);
        return span.TotalDays >= 1 ? $"{(int)span.TotalDays} d {span.Hours} h"
            : span.TotalHours >= 1 ? $"{span.Hours} h {span.Minutes} min"
            : span.TotalMinutes >= 1 ? $"{span.Minutes} min {span.Seconds} s"
            : $"{span.Seconds} s";
    }

    public static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "-" : string.Join(", ", names);
}

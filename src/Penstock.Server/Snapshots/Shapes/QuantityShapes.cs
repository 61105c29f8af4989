using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>A span of time such as <c>500ms</c>, <c>30s</c>, <c>10m</c>, <c>2h</c> or <c>7d</c>.</summary>
internal sealed partial class DurationShape(TimeSpan min, TimeSpan max) : ScalarShape<TimeSpan>
{
    private const string Form = @"^[0-9]{1,9}(\.[0-9]{1,3})?(ms|s|m|h|d)$";

    public override string Words => $"a duration from {Show(min)} to {Show(max)}, such as 30s";

    public static string Show(TimeSpan value) => value switch
    {
        { Ticks: 0 } => "0s",
        _ when value.Ticks % TimeSpan.TicksPerDay == 0 => $"{value.TotalDays}d",
        _ when value.Ticks % TimeSpan.TicksPerHour == 0 => $"{value.TotalHours}h",
        _ when value.Ticks % TimeSpan.TicksPerMinute == 0 => $"{value.TotalMinutes}m",
        _ when value.Ticks % TimeSpan.TicksPerSecond == 0 => $"{value.TotalSeconds}s",
        _ => $"{value.TotalMilliseconds}ms",
    };

    protected override JsonObject ToPlainSchema() => new() { ["type"] = "string", ["pattern"] = Form };

    protected override string? ComplainAboutKind(ScalarNode scalar) =>
        scalar.ScalarKind is ScalarKind.Text ? null : $"; add the unit, for example {scalar.Text}s";

    protected override string? Parse(string text, out TimeSpan value)
    {
        value = default;
        if (!DurationForm().IsMatch(text))
        {
            return "; the units are ms, s, m, h, d";
        }

        var digits = text.TrimEnd('m', 's', 'h', 'd');
        var seconds = double.Parse(digits, CultureInfo.InvariantCulture) * text[digits.Length..] switch
        {
            "ms" => 0.001,
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            _ => 86_400,
        };
        value = seconds <= max.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        return value >= min && value <= max ? null : "";
    }

    [GeneratedRegex(Form, RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();
}

/// <summary>A number of bytes such as <c>32MiB</c>, <c>500KB</c> or <c>65536</c>.</summary>
internal sealed partial class SizeShape(long min, long max) : ScalarShape<long>
{
    private const string Form = "^[0-9]{1,12}(B|KB|KiB|MB|MiB|GB|GiB)?$";

    public override string Words => $"a size from {Show(min)} to {Show(max)}, such as 32MiB";

    protected override JsonObject ToPlainSchema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max },
            new JsonObject { ["type"] = "string", ["pattern"] = Form }),
    };

    protected override string? ComplainAboutKind(ScalarNode scalar) =>
        scalar.ScalarKind is ScalarKind.Text or ScalarKind.Whole ? null : "";

    protected override string? Parse(string text, out long value)
    {
        value = 0;
        if (!SizeForm().IsMatch(text))
        {
            return "; the units are B, KB, KiB, MB, MiB, GB, GiB";
        }

        var digits = text.TrimEnd('B', 'i', 'K', 'M', 'G');
        var unit = text[digits.Length..] switch
        {
            "" or "B" => 1L,
            "KB" => 1_000L,
            "KiB" => 1_024L,
            "MB" => 1_000_000L,
            "MiB" => 1_048_576L,
            "GB" => 1_000_000_000L,
            _ => 1_073_741_824L,
        };
        var bytes = (Int128)long.Parse(digits, CultureInfo.InvariantCulture) * unit;
        value = bytes > long.MaxValue ? long.MaxValue : (long)bytes;
        return value >= min && value <= max ? null : "";
    }

    public static string Show(long bytes) =>
        bytes % (1 << 30) == 0 ? $"{bytes >> 30}GiB" : bytes % (1 << 20) == 0 ? $"{bytes >> 20}MiB" : $"{bytes >> 10}KiB";

    [GeneratedRegex(Form, RegexOptions.CultureInvariant)]
    private static partial Regex SizeForm();
}

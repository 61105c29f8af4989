using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Penstock.Statistics.Tests.Hostile;

/// <summary>Arguments as a reader of a failed test needs them: short, and numbers to the last bit.</summary>
internal static class HostileText
{
    private const int Most = 40;
    private static readonly JsonSerializerOptions Named = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static string Of(object? target, object?[] arguments) =>
        (target is null ? string.Empty : $"{Saved(target)} with ") + string.Join(" | ", arguments.Select(Of));

    private static string Saved(object target) => target.GetType().GetMethod("Save")?.Invoke(target, null) is { } state
        ? JsonSerializer.Serialize(state, Named)
        : $"{target}";

    private static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable many => $"[{string.Join(", ", many.Cast<object?>().Take(Most).Select(Of))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Penstock.Simulator.Faults;

/// <summary>Reads the directives of a model name: <c>name!directive!directive</c>.</summary>
internal static partial class FaultGrammar
{
    /// <summary>The directives after the first <c>!</c>; parts that say nothing known are part of the name.</summary>
    public static FaultDirective[] OfModel(string model)
    {
        var start = model.IndexOf('!');
        return start < 0 ? [] : [.. model[(start + 1)..].Split('!').Select(Parse).OfType<FaultDirective>()];
    }

    /// <summary>The directives of a fault; <see langword="null"/> when one of them is not known.</summary>
    public static FaultDirective[]? OfFault(string fault)
    {
        var parts = fault.Split('!');
        FaultDirective[] directives = [.. parts.Select(Parse).OfType<FaultDirective>()];
        return directives.Length == parts.Length ? directives : null;
    }

    private static FaultDirective? Parse(string text)
    {
        var (body, times) = SplitTimes(text);
        return Change(body) is { } change ? new FaultDirective(change, times) : null;
    }

    private static (string Body, int? Times) SplitTimes(string text)
    {
        if (text.EndsWith("-once", StringComparison.Ordinal))
        {
            return (text[..^5], 1);
        }

        var match = Times().Match(text);
        return match.Success ? (match.Groups[1].Value, Number(match.Groups[2].Value)) : (text, null);
    }

    private static Func<FaultPlan, FaultPlan>? Change(string body) => body switch
    {
        "reset" => plan => plan with { Reset = true },
        "silent" => plan => plan with { Silent = true },
        "no-done" => plan => plan with { NoDone = true },
        "no-usage" => plan => plan with { NoUsage = true },
        "no-prefill" => plan => plan with { NoPrefill = true },
        "context-length" => plan => plan with { ContextLength = true },
        "content-filter" => plan => plan with { ContentFilter = true },
        "echo" => plan => plan with { Echo = true },
        "shred" => plan => plan with { ShredBytes = 7 },
        _ => ChangeWithNumber(body) ?? ChangeWithTime(body),
    };

    private static Func<FaultPlan, FaultPlan>? ChangeWithNumber(string body)
    {
        var match = WithNumber().Match(body);
        if (!match.Success || Number(match.Groups[2].Value) is not { } number)
        {
            return null;
        }

        return match.Groups[1].Value switch
        {
            "status" when number is >= 400 and <= 599 => plan => plan with { Status = number },
            "cut-at" => plan => plan with { CutAt = number },
            "end-at" => plan => plan with { EndAt = number },
            "malformed-at" => plan => plan with { MalformedAt = number },
            "error-at" => plan => plan with { ErrorAt = number },
            "filtered-at" => plan => plan with { FilteredAt = number },
            "tokens" => plan => plan with { AnswerTokens = number },
            "shred" when number > 0 => plan => plan with { ShredBytes = number },
            _ => null,
        };
    }

    private static Func<FaultPlan, FaultPlan>? ChangeWithTime(string body)
    {
        var match = WithTime().Match(body);
        if (!match.Success || Durations.Parse(match.Groups[2].Value) is not { } time)
        {
            return null;
        }

        var at = Number(match.Groups[3].Value);
        return (match.Groups[1].Value, at) switch
        {
            ("first-token-after", null) => plan => plan with { FirstTokenAfter = time },
            ("per-token", null) => plan => plan with { PerToken = time },
            ("retry-after", null) => plan => plan with { RetryAfter = time },
            ("down", null) => plan => plan with { DownFor = time },
            ("stall", { } token) => plan => plan with { StallAt = token, StallFor = time },
            _ => null,
        };
    }

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("^(.+)-times-([0-9]+)$")]
    private static partial Regex Times();

    [GeneratedRegex("^([a-z-]+)-([0-9]+)$")]
    private static partial Regex WithNumber();

    [GeneratedRegex("^([a-z-]+)-([0-9.]+(?:ms|s|m))(?:-at-([0-9]+))?$")]
    private static partial Regex WithTime();
}

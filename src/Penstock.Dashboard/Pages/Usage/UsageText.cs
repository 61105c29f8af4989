using System.Globalization;
using System.Text;
using Penstock.Contracts.Admin.Usage;
using Penstock.Dashboard.Formatting;
using Penstock.Dashboard.Pages.Traces;

namespace Penstock.Dashboard.Pages.Usage;

/// <summary>A usage report in words and as a file.</summary>
internal static class UsageText
{
    public static string Name(UsageRow row, string groupBy) => groupBy switch
    {
        "day" => row.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "tenant" => row.Tenant,
        "key" => row.KeyName ?? row.Key,
        "app" => row.App,
        "model" => row.Model,
        "provider" => row.Provider,
        _ => row.User,
    } is { Length: > 0 } name ? name : Otherwise(groupBy);

    /// <summary>Where the traces of a row are listed, or <see langword="null"/> where it has no name to filter by. Traces are kept for a shorter time than usage.</summary>
    public static string? Traces(UsageRow row, string groupBy, string period)
    {
        var every = new TraceFilter(null, null, null, null);
        var filter = groupBy switch
        {
            "tenant" => every with { Tenant = row.Tenant },
            "key" => every with { Key = row.KeyName ?? row.Key },
            "app" => every with { App = row.App },
            "model" => every with { Model = row.Model },
            "provider" => every with { Provider = row.Provider },
            _ => every,
        };
        return filter.Count == 0 ? null : (filter with { Since = period is "24h" or "7d" ? period : null }).ToUri();
    }

    public static string Csv(UsageReport report, string groupBy)
    {
        var text = new StringBuilder(groupBy)
            .Append(",requests,attempts,input_tokens,cached_input_tokens,cache_write_tokens,output_tokens,reasoning_tokens,counted_attempts,cost_usd\r\n");
        foreach (var row in report.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Field(Name(row, groupBy))},{row.Requests},{row.Attempts},{row.InputTokens},{row.CachedInputTokens},")
                .Append(CultureInfo.InvariantCulture, $"{row.CacheWriteTokens},{row.OutputTokens},{row.ReasoningTokens},{row.CountedAttempts},{row.CostUsd}\r\n");
        }

        return text.ToString();
    }

    private static string Otherwise(string groupBy) => groupBy is "app" ? "(models called directly)" : Figures.None;

    // A spreadsheet runs what begins like a formula, and names come from callers.
    private static string Field(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}

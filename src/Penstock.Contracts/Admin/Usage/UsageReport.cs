using System.Text.Json.Serialization;
using Penstock.Contracts.Money;

namespace Penstock.Contracts.Admin.Usage;

/// <summary>Usage and cost from the ledger, grouped.</summary>
public sealed record UsageReport
{
    /// <summary>The start of the span, which is part of it.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the span, which is not part of it.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>What the rows are grouped by, in order.</summary>
    public required IReadOnlyList<string> GroupBy { get; init; }

    /// <summary>One row per group, most expensive first; by day, oldest first.</summary>
    public required IReadOnlyList<UsageRow> Rows { get; init; }

    /// <summary>The sum over all rows.</summary>
    public required UsageFigures Totals { get; init; }
}

/// <summary>Sums over attempts.</summary>
public record UsageFigures
{
    /// <summary>Exchanges that reached a provider.</summary>
    public required long Requests { get; init; }

    /// <summary>Attempts, failed and aborted ones included.</summary>
    public required long Attempts { get; init; }

    /// <summary>All input tokens.</summary>
    public required long InputTokens { get; init; }

    /// <summary>The part of the input that was read from the provider's cache.</summary>
    public required long CachedInputTokens { get; init; }

    /// <summary>The part of the input that was written to the provider's cache.</summary>
    public required long CacheWriteTokens { get; init; }

    /// <summary>All output tokens.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>The part of the output that was reasoning.</summary>
    public required long ReasoningTokens { get; init; }

    /// <summary>Attempts whose tokens Penstock counted itself because the provider did not say.</summary>
    public required long CountedAttempts { get; init; }

    /// <summary>Cost in USD, exact.</summary>
    public required NanoUsd CostUsd { get; init; }
}

/// <summary>The sums of one group. Only the fields that were grouped by are present.</summary>
public sealed record UsageRow : UsageFigures
{
    /// <summary>The day in UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Day { get; init; }

    /// <summary>The tenant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tenant { get; init; }

    /// <summary>The key's id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>The key's name, beside <see cref="Key"/>, where it is still known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? KeyName { get; init; }

    /// <summary>The app; empty where callers named a model directly.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? App { get; init; }

    /// <summary>The registered model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>The provider.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Provider { get; init; }

    /// <summary>The end user; empty where callers named none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User { get; init; }
}

namespace Penstock.Contracts.Admin.Traces;

/// <summary>Which traces to list. What is <see langword="null"/> does not narrow the list.</summary>
public sealed record TraceQuery
{
    /// <summary>Only this tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only this key, by id or name.</summary>
    public string? Key { get; init; }

    /// <summary>Only this app.</summary>
    public string? App { get; init; }

    /// <summary>Only this registered model.</summary>
    public string? Model { get; init; }

    /// <summary>Only this provider.</summary>
    public string? Provider { get; init; }

    /// <summary>Only this end, in the words of <see cref="TraceSummary.Status"/>, or several with commas between: <c>failed,cut,refused</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Only this fault code.</summary>
    public string? Fault { get; init; }

    /// <summary>Only this end user.</summary>
    public string? User { get; init; }

    /// <summary>Only those that took at least as many milliseconds.</summary>
    public double? MinDurationMs { get; init; }

    /// <summary>Only those that arrived at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those that arrived before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>At most so many: 1 to 500. Default 50.</summary>
    public int? Limit { get; init; }

    /// <summary>The <see cref="TracePage.NextCursor"/> of the page before.</summary>
    public string? Cursor { get; init; }
}

/// <summary>A part of a list of traces, newest first.</summary>
/// <param name="Items">The traces.</param>
/// <param name="NextCursor">What asks for the next part, or <see langword="null"/> at the end.</param>
public sealed record TracePage(IReadOnlyList<TraceSummary> Items, string? NextCursor = null);

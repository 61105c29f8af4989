using System.Globalization;
using Penstock.Contracts.Admin.Traces;

namespace Penstock.Dashboard.Pages.Traces;

/// <summary>Which traces a reader wants to see, as it stands in the address of the page.</summary>
public sealed record TraceFilter(string? Status, string? App, string? Model, string? Provider)
{
    /// <summary>The name or id of a key.</summary>
    public string? Key { get; init; }

    /// <summary>The name of a tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>The caller's own name for its user.</summary>
    public string? User { get; init; }

    /// <summary>The code of a fault, such as <c>provider_failed</c>.</summary>
    public string? Fault { get; init; }

    /// <summary>How far back: <c>15m</c>, <c>1h</c>, <c>6h</c>, <c>24h</c>, <c>7d</c>, or all.</summary>
    public string? Since { get; init; }

    /// <summary>The least duration, in milliseconds.</summary>
    public double? MinDurationMs { get; init; }

    /// <summary>Where the page begins, or <see langword="null"/> for the newest.</summary>
    public string? Cursor { get; init; }

    /// <summary>The ends that an overview counts as errors.</summary>
    public const string Errors = "failed,cut,refused";

    /// <summary>How many conditions there are.</summary>
    public int Count => Parts().Count(part => part.Name != "cursor");

    /// <summary>Whether every trace fits.</summary>
    public bool IsEmpty => this with { Cursor = null } == new TraceFilter(null, null, null, null);

    /// <summary>The address of the page with this filter.</summary>
    public string ToUri() =>
        string.Join('&', Parts().Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value).Replace("%2C", ",", StringComparison.Ordinal)}")) is { Length: > 0 } query
            ? $"/traces?{query}"
            : "/traces";

    /// <summary>The question to the admin API.</summary>
    /// <param name="limit">The most traces wanted.</param>
    /// <param name="now">The time that <see cref="Since"/> counts back from.</param>
    public TraceQuery ToQuery(int limit, DateTimeOffset now) => new()
    {
        Status = Status,
        App = App,
        Model = Model,
        Provider = Provider,
        Fault = Fault,
        Key = Key,
        Tenant = Tenant,
        User = User,
        MinDurationMs = MinDurationMs,
        From = Since switch
        {
            "15m" => now.AddMinutes(-15),
            "1h" => now.AddHours(-1),
            "6h" => now.AddHours(-6),
            "24h" => now.AddDays(-1),
            "7d" => now.AddDays(-7),
            _ => null,
        },
        Limit = limit,
        Cursor = Cursor,
    };

    private IEnumerable<(string Name, string Value)> Parts()
    {
        (string Name, string? Value)[] parts =
        [
            ("status", Status), ("app", App), ("model", Model), ("provider", Provider), ("key", Key), ("tenant", Tenant), ("user", User),
            ("fault", Fault), ("since", Since), ("min_duration_ms", MinDurationMs?.ToString(CultureInfo.InvariantCulture)), ("cursor", Cursor),
        ];
        return parts.Where(part => !string.IsNullOrWhiteSpace(part.Value)).Select(part => (part.Name, part.Value!.Trim()));
    }
}

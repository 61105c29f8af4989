using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Penstock.Contracts.Ids;

/// <summary>Names one exchange. A version-7 UUID, so ids sort by time; 32 hex digits on the wire, a valid W3C trace id.</summary>
/// <param name="Value">The id.</param>
public readonly record struct TraceId(Guid Value)
{
    /// <summary>Makes a new id at the given time.</summary>
    /// <param name="now">The time of arrival.</param>
    public static TraceId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>Reads the 32 hex digits of <see cref="ToString"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> fails.</param>
    /// <param name="id">The id read.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out TraceId id)
    {
        var ok = Guid.TryParseExact(text, "N", out var value);
        id = new TraceId(value);
        return ok;
    }

    /// <summary>32 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("N", CultureInfo.InvariantCulture);
}

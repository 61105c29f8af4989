using System.Text.Json.Serialization;
using Penstock.Contracts.Admin.Config;

namespace Penstock.Contracts.Admin;

/// <summary>An error of the admin API (RFC 9457). Members that are not listed here are ignored.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ProblemView
{
    /// <summary>The page about this kind of problem: <c>/problems/SLUG</c>.</summary>
    public string? Type { get; init; }

    /// <summary>A short sentence that is the same for every occurrence.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>What to change, in one or two sentences.</summary>
    public string? Detail { get; init; }

    /// <summary>The stable code: the slug of a <see cref="Faults.FaultCode"/>.</summary>
    public string? Code { get; init; }

    /// <summary>The request field at fault, or <see langword="null"/>.</summary>
    public string? Param { get; init; }

    /// <summary>Seconds after which another try can succeed, or <see langword="null"/>.</summary>
    public int? RetryAfterS { get; init; }

    /// <summary>The id under which the log has the details, or <see langword="null"/>.</summary>
    public string? Trace { get; init; }

    /// <summary>The mistakes of a refused configuration, or <see langword="null"/>.</summary>
    public IReadOnlyList<ConfigError>? Errors { get; init; }
}

namespace Penstock.Contracts.Admin.Providers;

/// <summary>An upstream and how it does. Its credential is never shown.</summary>
public sealed record ProviderView
{
    /// <summary>The name used in models.</summary>
    public required string Name { get; init; }

    /// <summary><c>openai</c> or <c>anthropic</c>.</summary>
    public required string Dialect { get; init; }

    /// <summary>Whether a credential is configured.</summary>
    public required bool HasKey { get; init; }

    /// <summary>Whether it is the built-in simulated one, whose answers are not from a model.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Its base URLs, in the order of the configuration.</summary>
    public required IReadOnlyList<EndpointView> Endpoints { get; init; }

    /// <summary>The registered models it answers for.</summary>
    public required IReadOnlyList<string> Models { get; init; }
}

/// <summary>One base URL of a provider, as this server has seen it since its start.</summary>
public sealed record EndpointView
{
    /// <summary>The base URL, without query and user part.</summary>
    public required string Url { get; init; }

    /// <summary><c>healthy</c>, <c>failing</c>, or <c>unused</c> before the first call.</summary>
    public required string Health { get; init; }

    /// <summary>Attempts under way.</summary>
    public required int InFlight { get; init; }

    /// <summary>Attempts sent.</summary>
    public required long Requests { get; init; }

    /// <summary>Attempts that failed through the provider's fault.</summary>
    public required long Failures { get; init; }

    /// <summary>Failures since the last success.</summary>
    public required int ConsecutiveFailures { get; init; }

    /// <summary>The code of the last failure, or <see langword="null"/>.</summary>
    public string? LastErrorCode { get; init; }

    /// <summary>When it last failed, or <see langword="null"/>.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>When it last answered, or <see langword="null"/>.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Moving average of the time to first token in milliseconds, or <see langword="null"/> before the first one.</summary>
    public double? TtftEwmaMs { get; init; }
}

/// <summary>What a real call to each base URL of a provider came to.</summary>
/// <param name="Name">The provider.</param>
/// <param name="Ok">Whether every base URL answered.</param>
/// <param name="Endpoints">One entry per base URL.</param>
public sealed record ProviderCheckView(string Name, bool Ok, IReadOnlyList<EndpointCheckView> Endpoints);

/// <summary>What one call came to.</summary>
public sealed record EndpointCheckView
{
    /// <summary>The base URL, without query and user part.</summary>
    public required string Url { get; init; }

    /// <summary>Whether it answered with a success.</summary>
    public required bool Ok { get; init; }

    /// <summary>Its HTTP status, or <see langword="null"/> when none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Milliseconds until its headers came, or until the failure.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>What went wrong, in one sentence, or <see langword="null"/>.</summary>
    public string? Detail { get; init; }
}

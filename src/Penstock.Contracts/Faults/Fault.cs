namespace Penstock.Contracts.Faults;

/// <summary>An expected failure, carried as a value. Bugs are exceptions instead.</summary>
/// <param name="Code">What failed.</param>
/// <param name="Detail">One or two sentences for the caller that say what to change. Never holds prompt text, answer text or secrets.</param>
public sealed record Fault(FaultCode Code, string Detail)
{
    /// <summary>When a retry can succeed, or <see langword="null"/> when waiting is not known to help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The request field at fault, as the caller wrote it (for example <c>messages</c>), or <see langword="null"/>.</summary>
    public string? Param { get; init; }

    /// <summary>The provider's own HTTP status where the fault passes one on, else <see langword="null"/>.</summary>
    public int? ProviderStatus { get; init; }
}

namespace Penstock.Simulator.Hosting;

/// <summary>An error answer in a vendor's words.</summary>
internal sealed record Refusal(int Status, string Type, string Message)
{
    /// <summary>OpenAI's <c>code</c>.</summary>
    public string? Code { get; init; }

    /// <summary>OpenAI's <c>param</c>.</summary>
    public string? Param { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}

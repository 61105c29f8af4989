namespace Penstock.Contracts.Admin.Config;

/// <summary>The configuration in force, as people wrote it: secrets stand in it as <c>${VARIABLES}</c>.</summary>
public sealed record ConfigView
{
    /// <summary>The text of <c>penstock.yaml</c>.</summary>
    public required string Text { get; init; }

    /// <summary><c>builtin</c>, <c>file</c> or <c>api</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The path of the file, where <see cref="Source"/> is <c>file</c>.</summary>
    public string? File { get; init; }

    /// <summary>A hash of <see cref="Text"/>; sent as <c>If-Match</c> it protects a change against another one in between.</summary>
    public required string Hash { get; init; }
}

using System.Net;

namespace Penstock.Bench.Systems;

/// <summary>One way to the engines: where it listens, and the bytes that it is sent.</summary>
internal sealed record SystemUnderTest
{
    public required string Name { get; init; }

    public required IPEndPoint Target { get; init; }

    /// <summary>A chat request that is answered whole.</summary>
    public required byte[] Whole { get; init; }

    /// <summary>A chat request that is answered as a paced stream.</summary>
    public required byte[] Streamed { get; init; }

    /// <summary>The process that is measured, or null for the engines themselves.</summary>
    public required int? ProcessId { get; init; }
}

using Penstock.Contracts.Dialects;
using Penstock.Contracts.Ids;
using Penstock.Contracts.Money;

namespace Penstock.Gateway.Record;

/// <summary>Names one attempt: the exchange and the attempt's number in it, from 1.</summary>
/// <param name="Trace">The exchange.</param>
/// <param name="Number">1 for the first attempt.</param>
public readonly record struct AttemptId(TraceId Trace, int Number);

/// <summary>What is known of an attempt before it is sent.</summary>
public sealed record AttemptStarted
{
    /// <summary>The attempt.</summary>
    public required AttemptId Id { get; init; }

    /// <summary>When it is sent.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The tenant that pays.</summary>
    public required string Tenant { get; init; }

    /// <summary>The id of the key that was used.</summary>
    public required string Key { get; init; }

    /// <summary>The app, or <see langword="null"/> when the caller named a model directly.</summary>
    public required string? App { get; init; }

    /// <summary>The release that was live, or <see langword="null"/> without an app.</summary>
    public required string? Release { get; init; }

    /// <summary>The registered model.</summary>
    public required string Model { get; init; }

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The operation.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The end user the caller named, or <see langword="null"/>.</summary>
    public string? User { get; init; }

    /// <summary>A rough count of the input tokens; what an interrupted attempt is recorded with.</summary>
    public required long EstimatedInput { get; init; }

    /// <summary>The price of <see cref="EstimatedInput"/>.</summary>
    public required NanoUsd EstimatedCost { get; init; }
}

/// <summary>What an attempt came to. Written exactly once for every <see cref="AttemptStarted"/>.</summary>
public sealed record AttemptSettled
{
    /// <summary>The attempt.</summary>
    public required AttemptId Id { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How it ended.</summary>
    public required AttemptStatus Status { get; init; }

    /// <summary>Its tokens; zero where the provider refused before working.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>Its cost by the price card in force when it was sent.</summary>
    public required NanoUsd Cost { get; init; }
}

/// <summary>The record of money. Whoever hosts the gateway brings one.</summary>
/// <remarks>
/// Both calls return only when the record survives a kill of the process, and both are on the request path: a few
/// microseconds, no round trip. Safe to call in parallel.
/// </remarks>
public interface ILedger
{
    /// <summary>Notes that an attempt is about to be sent.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <returns>False when the ledger cannot be written; the attempt must then not be sent.</returns>
    bool TryBegin(AttemptStarted attempt);

    /// <summary>Notes what the attempt came to, before the last byte of its answer goes to the caller.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <returns>False when the ledger cannot be written; the record is kept in memory and tried again.</returns>
    bool TrySettle(AttemptSettled attempt);
}

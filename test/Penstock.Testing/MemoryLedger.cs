using System.Collections.Concurrent;
using Penstock.Gateway.Record;

namespace Penstock.Testing;

/// <summary>A ledger in memory, for tests of the gateway alone. Can be told to refuse.</summary>
public sealed class MemoryLedger : ILedger
{
    private readonly ConcurrentDictionary<AttemptId, AttemptStarted> _begun = new();
    private readonly ConcurrentDictionary<AttemptId, AttemptSettled> _settled = new();

    /// <summary>Whether writing fails.</summary>
    public bool IsBroken { get; set; }

    public IReadOnlyCollection<AttemptStarted> Begun => [.. _begun.Values];

    public IReadOnlyCollection<AttemptSettled> Settled => [.. _settled.Values];

    public bool TryBegin(AttemptStarted attempt) => !IsBroken && _begun.TryAdd(attempt.Id, attempt);

    public bool TrySettle(AttemptSettled attempt)
    {
        if (!_begun.ContainsKey(attempt.Id))
        {
            throw new InvalidOperationException($"Attempt {attempt.Id} was settled and never begun.");
        }

        if (!_settled.TryAdd(attempt.Id, attempt))
        {
            throw new InvalidOperationException($"Attempt {attempt.Id} was settled twice.");
        }

        return !IsBroken;
    }
}

using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Ledger;

/// <summary>One record of the journal: an attempt that began, or one that is settled and repeats what it began with.</summary>
/// <param name="Started">What was known before it was sent.</param>
/// <param name="Settled">What it came to, or <see langword="null"/> for a beginning.</param>
/// <remarks>A settled record stands alone: losing the beginning to a bad disk block does not lose the money.</remarks>
internal sealed record LedgerEntry(AttemptStarted Started, AttemptSettled? Settled);

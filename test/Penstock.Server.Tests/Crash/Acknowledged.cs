namespace Penstock.Server.Tests.Crash;

/// <summary>An answer that a caller has received to its end: what the ledger must have, whatever happens next.</summary>
internal sealed record Acknowledged(string Trace, long Input, long Output);

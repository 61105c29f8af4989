namespace Penstock.Gateway.Admit;

/// <summary>What one request holds of its limits until it is settled.</summary>
/// <param name="Tokens">Tokens taken from the buckets of key and tenant.</param>
/// <param name="Held">Whether anything is held.</param>
internal readonly record struct Reservation(long Tokens, bool Held);

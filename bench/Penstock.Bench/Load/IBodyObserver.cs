namespace Penstock.Bench.Load;

/// <summary>Sees the body of an answer, piece by piece, as it arrives.</summary>
internal interface IBodyObserver
{
    void Observe(ReadOnlySpan<byte> piece);
}

namespace Penstock.Testing;

/// <summary>The bytes that the calling thread allocates while something runs.</summary>
/// <remarks>
/// The least of several rounds is taken. What runs allocates in every round; a background collection that passes meanwhile does
/// not, yet the runtime then at times counts the unused rest of the thread's allocation context, up to 8 KiB, as allocated
/// (once in 40,000 rounds of a loop that allocates nothing, beside two threads that allocate).
/// </remarks>
public static class AllocatedBytes
{
    private const int Rounds = 5;

    /// <summary>What <paramref name="action"/> allocates once it is warm.</summary>
    public static long LeastOf(Action action) => LeastOf(() => action);

    /// <summary>What a fresh action allocates, its making not counted: for a subject that would grow from round to round.</summary>
    public static long LeastOf(Func<Action> make)
    {
        make()();
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var action = make();
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}

using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Admit;

/// <summary>What all exchanges together hold in memory: request bodies, as they came and as they are sent, and answers. One account per process.</summary>
/// <remarks>
/// A buffer pays when it grows and is paid back when it is disposed. Growth beyond the limit is refused, except that of small
/// buffers: while giant bodies fill the account, ordinary requests go on. They are counted all the same.
/// </remarks>
internal sealed class ByteBudget
{
    /// <summary>A buffer up to this size is always granted: room for an ordinary request or answer.</summary>
    public const int SmallBuffer = 64 * 1024;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly long _available;
    private long _limit = long.MaxValue;
    private long _held;
    private long _refused;

    /// <summary>An account of a share of the memory that this process may use; in a container, of the container's.</summary>
    public ByteBudget()
        : this(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
    {
    }

    internal ByteBudget(long available) => _available = available;

    /// <summary>Bytes held now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Bytes that may be held.</summary>
    public long Limit => Interlocked.Read(ref _limit);

    /// <summary>Refusals since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Follows the settings in force.</summary>
    public void Configure(ReceiveSettings settings) => Interlocked.Exchange(ref _limit, settings.BytesInFlight(_available));

    /// <summary>Takes the bytes of one buffer.</summary>
    public bool TryTake(int size)
    {
        if (size <= SmallBuffer)
        {
            Interlocked.Add(ref _held, size);
            return true;
        }

        // Never taken first and given back afterwards: others would be refused meanwhile for what is not held.
        var held = Held;
        while (held + size <= Limit)
        {
            var seen = Interlocked.CompareExchange(ref _held, held + size, held);
            if (seen == held)
            {
                return true;
            }

            held = seen;
        }

        return false;
    }

    public void GiveBack(int size) => Interlocked.Add(ref _held, -size);

    /// <summary>Refuses a request or an answer that does not fit, and counts it.</summary>
    public Fault Refuse()
    {
        Interlocked.Increment(ref _refused);
        return new Fault(
            FaultCode.ServerFull,
            "The server holds as many bytes of bodies and answers as it may (`receive.max_bytes_in_flight`). Send the request again in a moment, or send less.")
        {
            RetryAfter = RetryAfter,
        };
    }
}

using CsCheck;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Tests.Admit;

public sealed class ByteBudgetTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public void Any_growth_that_is_refused_leaves_what_was_written_and_the_account_as_they_were()
    {
        var bytes = Of(MiB);
        using var buffer = new PooledBuffer(bytes);
        buffer.Write(new byte[400_000]);
        var held = bytes.Held;

        Assert.Throws<BudgetExhaustedException>(() => buffer.Write(new byte[MiB]));
        Assert.False(buffer.TryReserve(MiB));

        Assert.Equal(400_000, buffer.Length);
        Assert.Equal(held, bytes.Held);
    }

    [Fact]
    public void Small_buffers_are_granted_and_counted_while_the_account_is_full()
    {
        var bytes = Of(MiB);
        using var giant = new PooledBuffer(bytes);
        Assert.True(giant.TryReserve(MiB));

        using var small = new PooledBuffer(bytes);
        small.Write(new byte[ByteBudget.SmallBuffer]);

        Assert.Equal(MiB + ByteBudget.SmallBuffer, bytes.Held);
        Assert.Throws<BudgetExhaustedException>(() => small.Write(new byte[1]));
    }

    [Fact]
    public void Room_for_an_announced_length_is_taken_once_and_exactly()
    {
        var bytes = Of(100 * MiB);
        using var buffer = new PooledBuffer(bytes);

        Assert.True(buffer.TryReserve((30 * MiB) + 1));
        buffer.Write(new byte[(30 * MiB) + 1]);

        Assert.Equal((30 * MiB) + 1, bytes.Held);
    }

    [Fact]
    public void Where_doubling_does_not_fit_what_is_needed_does()
    {
        var bytes = Of(10 * MiB);
        using var buffer = new PooledBuffer(bytes);
        buffer.Write(new byte[4 * MiB]);

        buffer.Write(new byte[MiB]);

        Assert.Equal(5 * MiB, bytes.Held);
    }

    [Theory]
    [InlineData(24L << 30, null, 6L << 30)]
    [InlineData(256L << 20, null, 96L << 20)]
    [InlineData(256L << 20, 200L << 20, 200L << 20)]
    public void The_limit_is_what_is_set_else_a_quarter_of_the_memory_and_never_less_than_one_request_needs(long available, long? set, long expected)
    {
        var bytes = new ByteBudget(available);

        bytes.Configure(new ReceiveSettings { MaxBytesInFlight = set });

        Assert.Equal(expected, bytes.Limit);
    }

    [Fact]
    public void A_refusal_is_counted_and_says_when_to_come_back()
    {
        var bytes = Of(MiB);

        var fault = bytes.Refuse();

        Assert.Equal(FaultCode.ServerFull, fault.Code);
        Assert.NotNull(fault.RetryAfter);
        Assert.Equal(1, bytes.Refused);
    }

    [Fact]
    public void A_growth_that_is_refused_takes_no_room_from_others_meanwhile()
    {
        var bytes = Of(10 * MiB);
        using var done = new CancellationTokenSource();
        var refused = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                bytes.TryTake(11 * MiB);
            }
        });
        refused.Start();

        var granted = 0;
        for (var time = 0; time < 200_000 && bytes.TryTake(MiB); time++)
        {
            bytes.GiveBack(MiB);
            granted++;
        }

        done.Cancel();
        refused.Join();
        Assert.Equal(200_000, granted);
    }

    [Fact]
    public void Whatever_buffers_do_the_account_is_the_sum_of_them_and_ends_at_zero()
    {
        var sizes = Gen.Int[0, 3 * MiB].Select(Gen.Int[0, 3], (size, kind) => (size, kind)).Array[1, 12];
        Gen.Select(sizes.Array[1, 6], Gen.Int[1, 16]).Sample(
            (plans, limit) =>
            {
                var bytes = Of(limit * MiB);

                Parallel.ForEach(plans, plan => Run(plan, bytes));

                return bytes.Held == 0;
            },
            iter: 200);
    }

    private static void Run((int Size, int Kind)[] plan, ByteBudget bytes)
    {
        using var buffer = new PooledBuffer(bytes);
        try
        {
            foreach (var (size, kind) in plan)
            {
                Step(buffer, size, kind);
            }
        }
        catch (BudgetExhaustedException)
        {
            // What a stage does then: it gives up, and gives back.
        }
    }

    private static void Step(PooledBuffer buffer, int size, int kind)
    {
        switch (kind)
        {
            case 0:
                buffer.TryReserve(size);
                break;
            case 1:
                buffer.Advance(Math.Min(size, buffer.GetSpan(size).Length));
                break;
            case 2:
                buffer.Consume(Math.Min(size, buffer.Length));
                break;
            default:
                buffer.Write(new byte[size]);
                break;
        }
    }

    private static ByteBudget Of(long limit)
    {
        var bytes = new ByteBudget(available: 0);
        bytes.Configure(new ReceiveSettings { MaxBytesInFlight = limit });
        return bytes;
    }
}

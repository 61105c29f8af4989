using System.Buffers;
using System.Runtime.InteropServices;
using Penstock.Gateway.Call.Streaming;

namespace Penstock.Gateway.Tests.Call.Streaming;

public sealed class PooledBufferTests
{
    [Fact]
    public void Memory_for_a_giant_answer_does_not_stay_in_the_pool()
    {
        const int Giant = 8 * 1024 * 1024;
        var buffer = new PooledBuffer();
        buffer.Write(new byte[Giant]);
        Assert.True(MemoryMarshal.TryGetArray(buffer.Written, out var written));

        buffer.Dispose();

        Assert.NotSame(written.Array, ArrayPool<byte>.Shared.Rent(Giant));
    }
}

using System.Buffers;
using System.IO.Pipelines;

namespace Penstock.Simulator.Hosting;

/// <summary>A response body that can leave in tiny parts which respect neither events nor characters.</summary>
internal sealed class ShreddingOutput(PipeWriter output, int? shredBytes) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte>? _held = shredBytes is null ? null : new ArrayBufferWriter<byte>();

    public void Advance(int count)
    {
        if (_held is null)
        {
            output.Advance(count);
            return;
        }

        _held.Advance(count);
    }

    // Asked for any size, Kestrel may give nothing at all once the peer has left, which writers take for a defect. Asked for one byte, it gives what is thrown away.
    public Memory<byte> GetMemory(int sizeHint = 0) => _held?.GetMemory(sizeHint) ?? output.GetMemory(Math.Max(1, sizeHint));

    public Span<byte> GetSpan(int sizeHint = 0) => _held is null ? output.GetSpan(Math.Max(1, sizeHint)) : _held.GetSpan(sizeHint);

    public async ValueTask<FlushResult> FlushAsync()
    {
        if (_held is null || shredBytes is not { } most)
        {
            return await output.FlushAsync();
        }

        var flushed = default(FlushResult);
        for (var at = 0; at < _held.WrittenCount; at += most)
        {
            var part = _held.WrittenMemory[at..Math.Min(at + most, _held.WrittenCount)];
            flushed = await output.WriteAsync(part);

            // Lets the socket take each part by itself; writes that meet in the pipe would leave as one.
            await Task.Yield();
        }

        _held.ResetWrittenCount();
        return flushed;
    }
}

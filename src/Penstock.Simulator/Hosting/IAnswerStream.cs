using System.Buffers;

namespace Penstock.Simulator.Hosting;

/// <summary>Writes one answer as a vendor's server-sent events.</summary>
internal interface IAnswerStream
{
    void Begin(IBufferWriter<byte> output);

    void Write(IBufferWriter<byte> output, in Piece piece);

    /// <summary>Everything after the last token; the terminator only when asked for.</summary>
    void Finish(IBufferWriter<byte> output, bool withTerminator);

    void WriteError(IBufferWriter<byte> output);

    void WriteMalformed(IBufferWriter<byte> output);
}

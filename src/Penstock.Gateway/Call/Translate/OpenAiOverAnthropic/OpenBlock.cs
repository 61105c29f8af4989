using System.Buffers;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>What a content block of the provider becomes.</summary>
internal enum BlockKind
{
    /// <summary>A kind that is not translated; its deltas are passed over.</summary>
    Other,

    Text,

    Thinking,

    Call,

    /// <summary>The input of the tool that stands for JSON mode: content.</summary>
    JsonAnswer,
}

/// <summary>A content block between its start and its stop.</summary>
/// <param name="kind">What it becomes.</param>
/// <param name="call">The index of the call among the caller's tool calls.</param>
internal sealed class OpenBlock(BlockKind kind, int call)
{
    public BlockKind Kind { get; } = kind;

    public int Call { get; } = call;

    /// <summary>The input that came with the block's start, as JSON text; empty when none did.</summary>
    public byte[] StartInput { get; init; } = [];

    /// <summary>Whether any part of the input has gone to the caller.</summary>
    public bool HasInput { get; set; }

    /// <summary>The thinking so far, escaped as it came: the signed block goes out whole at its end.</summary>
    public ArrayBufferWriter<byte> Thinking { get; } = new(kind == BlockKind.Thinking ? 1_024 : 1);

    /// <summary>The signature so far, escaped as it came.</summary>
    public ArrayBufferWriter<byte> Signature { get; } = new(kind == BlockKind.Thinking ? 512 : 1);
}

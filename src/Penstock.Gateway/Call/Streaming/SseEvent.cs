namespace Penstock.Gateway.Call.Streaming;

/// <summary>One server-sent event, as a view into the buffer it was read from.</summary>
/// <param name="name">The value of its <c>event</c> field; empty when absent.</param>
/// <param name="data">The value of its <c>data</c> field, several lines joined by a line feed.</param>
internal readonly ref struct SseEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
{
    /// <summary>The value of the <c>event</c> field; empty when absent.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>The value of the <c>data</c> field.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;
}

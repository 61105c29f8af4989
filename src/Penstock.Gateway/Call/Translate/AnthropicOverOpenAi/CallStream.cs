using System.Buffers;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Follows the tool calls of one stream.</summary>
/// <remarks>
/// Servers differ: some repeat the id in every piece, some leave out the index, some give every call index 0.
/// A piece belongs to the open call unless its index or its id says otherwise.
/// </remarks>
internal sealed class CallStream(BlockWriter blocks)
{
    private readonly List<Call> _calls = [];

    public bool HasCalls => _calls.Count > 0;

    public Fault? Add(RawValue calls, IBufferWriter<byte> output)
    {
        var items = new JsonItems(calls.Json);
        while (items.Next())
        {
            if (Add(CallDelta.Read(items.Value), output) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private Fault? Add(CallDelta delta, IBufferWriter<byte> output)
    {
        var call = Find(delta);
        if (call < 0)
        {
            call = _calls.Count;
            _calls.Add(new Call(delta.Index ?? call, delta.Id.Inner.ToArray()));
            blocks.StartCall(delta.Id, delta.Name, output);
        }

        var hasArguments = delta.Arguments.HasText || delta.Arguments.IsObject;
        if (!hasArguments)
        {
            return null;
        }

        if (call != _calls.Count - 1 || !blocks.IsInCall)
        {
            return TranslationFaults.Malformed("The provider went back to a tool call after it had begun something else.");
        }

        AddArguments(delta.Arguments, output);
        return null;
    }

    private void AddArguments(RawValue arguments, IBufferWriter<byte> output)
    {
        if (arguments.IsText)
        {
            blocks.AddArguments(arguments.Json, output);
            return;
        }

        var quoted = new ArrayBufferWriter<byte>();
        quoted.WriteQuoted(arguments.Json);
        blocks.AddArguments(quoted.WrittenSpan, output);
    }

    private int Find(CallDelta delta)
    {
        // Servers that name neither index nor id send each call in one piece, name included.
        if (delta.Index is null && !delta.Id.HasText && delta.Name.HasText)
        {
            return -1;
        }

        for (var at = _calls.Count - 1; at >= 0; at--)
        {
            var call = _calls[at];
            var sameIndex = delta.Index is { } index ? call.Index == index : at == _calls.Count - 1;
            var otherId = delta.Id.HasText && call.Id.Length > 0 && !delta.Id.Inner.SequenceEqual(call.Id);
            if (sameIndex && !otherId)
            {
                return at;
            }
        }

        return -1;
    }

    private readonly record struct Call(long Index, byte[] Id);
}

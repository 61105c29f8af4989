using Penstock.Contracts.Dialects;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Receive;
using Penstock.Gateway.Snapshot;

namespace Penstock.Gateway.Call;

/// <summary>Writes the body for one target: the caller's bytes with a few fields spliced, everything else untouched.</summary>
/// <remarks>
/// What is spliced: the model id; the app's system prompt and the parameters the caller left out; for streams of the
/// OpenAI dialect the wish for usage, without which nobody knows what the call cost.
/// </remarks>
internal static class RequestComposer
{
    /// <summary>Writes the body in the caller's dialect.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="target">The target.</param>
    /// <param name="askForUsage">Whether to ask for usage at the end of a stream.</param>
    /// <param name="output">Where the body goes.</param>
    public static void Compose(Exchange exchange, Target target, bool askForUsage, PooledBuffer output)
    {
        var body = exchange.Body.Span;
        var envelope = exchange.Envelope;
        var defaults = exchange.Route.Defaults(exchange.Ingress.Dialect);
        var at = 0;

        // Fields come in the order of the body, so the splices do too.
        foreach (var field in envelope.Fields)
        {
            if (field == envelope.ModelField)
            {
                Copy(body, ref at, field.ValueStart, output);
                output.Write(target.ModelIdJson);
                at = field.ValueEnd;
            }
            else if (field == envelope.StreamOptions && askForUsage && !envelope.WantsUsage)
            {
                SpliceStreamOptions(body, ref at, envelope, field, output);
            }
            else if (field == envelope.System && defaults.System.Length > 0)
            {
                SpliceSystem(body, ref at, envelope, field, defaults, output);
            }
            else if (IsMessages(envelope, field) && exchange.Ingress.Dialect is Dialect.OpenAi && defaults.System.Length > 0)
            {
                Copy(body, ref at, envelope.MessagesStart, output);
                output.Write(defaults.System);
                output.Write(","u8);
            }
        }

        Copy(body, ref at, envelope.CloseBrace, output);
        WriteMissing(exchange, defaults, askForUsage, body, output);
        output.Write("}"u8);
    }

    private static void Copy(ReadOnlySpan<byte> body, ref int at, int until, PooledBuffer output)
    {
        output.Write(body[at..until]);
        at = until;
    }

    private static bool IsMessages(RequestEnvelope envelope, FieldSpan field) =>
        envelope.MessagesStart > 0 && field.ValueStart == envelope.MessagesStart - 1;

    private static void SpliceStreamOptions(
        ReadOnlySpan<byte> body, ref int at, RequestEnvelope envelope, FieldSpan field, PooledBuffer output)
    {
        var (start, end) = envelope.IncludeUsage;
        if (end > 0)
        {
            Copy(body, ref at, start, output);
            output.Write("true"u8);
            at = end;
            return;
        }

        var isEmpty = body[(field.ValueStart + 1)..(field.ValueEnd - 1)].Trim(" \t\r\n"u8).IsEmpty;
        Copy(body, ref at, field.ValueStart + 1, output);
        output.Write("\"include_usage\":true"u8);
        output.Write(isEmpty ? ""u8 : ","u8);
    }

    // The app's system prompt stands before the caller's, whatever form that has.
    private static void SpliceSystem(
        ReadOnlySpan<byte> body, ref int at, RequestEnvelope envelope, FieldSpan field, AppDefaults defaults, PooledBuffer output)
    {
        Copy(body, ref at, field.ValueStart, output);
        output.Write("["u8);
        output.Write(defaults.System);
        at = field.ValueEnd;

        if (!envelope.SystemIsArray)
        {
            output.Write(",{\"type\":\"text\",\"text\":"u8);
            output.Write(body[field.ValueStart..field.ValueEnd]);
            output.Write("}]"u8);
            return;
        }

        var blocks = body[(field.ValueStart + 1)..(field.ValueEnd - 1)];
        output.Write(blocks.Trim(" \t\r\n"u8).IsEmpty ? ""u8 : ","u8);
        output.Write(blocks);
        output.Write("]"u8);
    }

    private static void WriteMissing(
        Exchange exchange, AppDefaults defaults, bool askForUsage, ReadOnlySpan<byte> body, PooledBuffer output)
    {
        var envelope = exchange.Envelope;
        if (exchange.Ingress.Dialect is Dialect.Anthropic && envelope.System is null && defaults.SystemString.Length > 0)
        {
            output.Write(",\"system\":"u8);
            output.Write(defaults.SystemString);
        }

        if (askForUsage && envelope.StreamOptions is null && !HasField(envelope, body, "stream_options"u8))
        {
            output.Write(",\"stream_options\":{\"include_usage\":true}"u8);
        }

        foreach (var field in defaults.Fields)
        {
            if (!HasField(envelope, body, field.Name) && (field.Alias.Length == 0 || !HasField(envelope, body, field.Alias)))
            {
                output.Write(","u8);
                output.Write(field.Property);
            }
        }
    }

    private static bool HasField(RequestEnvelope envelope, ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        foreach (var field in envelope.Fields)
        {
            if (body.Slice(field.NameStart, field.NameLength).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}

using System.Text;
using System.Text.Json;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Receive;

/// <summary>One pass over one body. Every token is seen once; only top-level fields are acted on.</summary>
internal sealed class RequestPass(Dialect dialect, Operation operation)
{
    // An image or a file counts as this much text when tokens are estimated; its base64 would count as a novel.
    private const int AttachmentTextBytes = 4_000;
    private const int ShortestAttachment = 1_000;

    private bool _hasInput;

    public RequestEnvelope Envelope { get; } = new() { Model = "" };

    public Fault? Run(ref Utf8JsonReader reader, ref DuplicateNames names, ReadOnlySpan<byte> body)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            return RequestReader.Invalid("The body must be a JSON object.");
        }

        names.Open();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (ReadField(ref reader, ref names, body) is { } fault)
            {
                return fault;
            }
        }

        Envelope.CloseBrace = (int)reader.TokenStartIndex;
        names.Close();

        // Anything but white space behind the object makes the reader throw.
        reader.Read();
        return Missing();
    }

    /// <summary>Whether a string is an image or a file: long and without a single space at its beginning is base64, not prose.</summary>
    public static bool IsAttachment(ReadOnlySpan<byte> text) =>
        text.Length > ShortestAttachment && !text[..ShortestAttachment].Contains((byte)' ');

    private Fault? ReadField(ref Utf8JsonReader reader, ref DuplicateNames names, ReadOnlySpan<byte> body)
    {
        if (!names.TryAdd(ref reader))
        {
            return Duplicate(ref reader);
        }

        if (reader.ValueIsEscaped && Disguised(ref reader) is { } disguised)
        {
            return disguised;
        }

        var nameStart = (int)reader.TokenStartIndex + 1;
        var name = reader.ValueSpan;
        reader.Read();

        var expected = FieldRules.Expected(name, dialect, operation);
        if (!FieldRules.Matches(expected, ref reader))
        {
            var param = Encoding.UTF8.GetString(name);
            return RequestReader.Invalid($"`{param}` must be {FieldRules.Words(expected)}.", param);
        }

        var valueStart = (int)reader.TokenStartIndex;
        var startsArray = reader.TokenType is JsonTokenType.StartArray;
        if (Note(name, ref reader) is { } wrong)
        {
            return wrong;
        }

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            if (ReadNested(ref reader, ref names, name) is { } fault)
            {
                return fault;
            }
        }
        else
        {
            NoteText(ref reader);
        }

        var field = new FieldSpan(nameStart, name.Length, valueStart, (int)reader.BytesConsumed);
        Envelope.Fields.Add(field);
        Place(name, field, startsArray, reader.TokenType is JsonTokenType.Null);
        return operation is Operation.Chat && name.SequenceEqual("messages"u8) ? Messages(body, field) : null;
    }

    private Fault? ReadNested(ref Utf8JsonReader reader, ref DuplicateNames names, ReadOnlySpan<byte> field)
    {
        var streamOptions = field.SequenceEqual("stream_options"u8);
        var metadata = field.SequenceEqual("metadata"u8);
        var depth = reader.CurrentDepth;
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            names.Open();
        }

        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    names.Open();
                    break;

                case JsonTokenType.EndObject:
                    names.Close();
                    break;

                case JsonTokenType.PropertyName when !names.TryAdd(ref reader):
                    return Duplicate(ref reader);

                case JsonTokenType.PropertyName when streamOptions && reader.ValueTextEquals("include_usage"u8):
                    reader.Read();
                    Envelope.IncludeUsage = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                    Envelope.WantsUsage = reader.TokenType is JsonTokenType.True;
                    if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null))
                    {
                        return RequestReader.Invalid("`stream_options.include_usage` must be true or false.", "stream_options");
                    }

                    break;

                case JsonTokenType.PropertyName when metadata && reader.ValueTextEquals("user_id"u8):
                    reader.Read();
                    NoteUser(ref reader);
                    if (reader.TokenType is JsonTokenType.StartObject)
                    {
                        names.Open();
                    }

                    break;

                case JsonTokenType.String:
                    NoteText(ref reader);
                    break;
            }

            if (reader.CurrentDepth == depth)
            {
                return null;
            }
        }

        return null;
    }

    private Fault? Note(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("model"u8))
        {
            Envelope.Model = reader.GetString()!;
            return Envelope.Model.Length == 0 ? RequestReader.Invalid("`model` is empty. Name an app or a model.", "model") : null;
        }

        if (name.SequenceEqual("stream"u8))
        {
            Envelope.Stream = reader.TokenType is JsonTokenType.True && operation is Operation.Chat;
        }
        else if (name.SequenceEqual("max_tokens"u8) || name.SequenceEqual("max_completion_tokens"u8))
        {
            return NoteMaxOutput(name, ref reader);
        }
        else if (name.SequenceEqual("n"u8) && reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var choices))
        {
            Envelope.Choices = Math.Clamp(choices, 1, 128);
        }
        else if (name.SequenceEqual("user"u8))
        {
            NoteUser(ref reader);
        }

        return null;
    }

    private Fault? NoteMaxOutput(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.Number || !reader.TryGetInt64(out var most))
        {
            return null;
        }

        if (most >= 1)
        {
            Envelope.MaxOutput = most;
            return null;
        }

        var param = Encoding.UTF8.GetString(name);
        return RequestReader.Invalid($"`{param}` must be 1 or more.", param);
    }

    private void NoteUser(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String && reader.GetString() is { Length: > 0 } user)
        {
            Envelope.User = user.Length > RequestReader.LongestName ? user[..RequestReader.LongestName] : user;
        }
    }

    private void NoteText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.String)
        {
            return;
        }

        var text = reader.ValueSpan;
        if (IsAttachment(text))
        {
            Envelope.Attachments++;
            Envelope.TextBytes += Math.Min(text.Length, AttachmentTextBytes);
        }
        else
        {
            Envelope.TextBytes += text.Length;
        }
    }

    private void Place(ReadOnlySpan<byte> name, FieldSpan field, bool isArray, bool isNull)
    {
        if (name.SequenceEqual("model"u8))
        {
            Envelope.ModelField = field;
        }
        else if (name.SequenceEqual("messages"u8))
        {
            Envelope.MessagesStart = field.ValueStart + 1;
        }
        else if (name.SequenceEqual("stream_options"u8) && !isNull)
        {
            Envelope.StreamOptions = field;
        }
        else if (name.SequenceEqual("system"u8) && !isNull)
        {
            Envelope.System = field;
            Envelope.SystemIsArray = isArray;
        }
        else if (name.SequenceEqual("input"u8))
        {
            _hasInput = true;
        }
    }

    private static Fault? Messages(ReadOnlySpan<byte> body, FieldSpan field)
    {
        var inside = body[(field.ValueStart + 1)..(field.ValueEnd - 1)].TrimStart(" \t\r\n"u8);
        return inside.IsEmpty
            ? RequestReader.Invalid("`messages` is empty. Send at least one message.", "messages")
            : inside[0] == '{' ? null : RequestReader.Invalid("`messages[0]` must be an object with `role` and `content`.", "messages");
    }

    private Fault? Missing()
    {
        if (Envelope.ModelField == default)
        {
            return RequestReader.Invalid("`model` is missing. Name an app or a model.", "model");
        }

        if (operation is Operation.Embeddings)
        {
            return _hasInput ? null : RequestReader.Invalid("`input` is missing. Send a string or an array.", "input");
        }

        return Envelope.MessagesStart > 0 ? null : RequestReader.Invalid("`messages` is missing. Send an array of messages.", "messages");
    }

    // Fields are known by their bytes. A provider undoes escapes, and would act on a field that was not checked here.
    private Fault? Disguised(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        return FieldRules.Expected(Encoding.UTF8.GetBytes(name), dialect, operation) is FieldKinds.Any
            ? null
            : RequestReader.Invalid($"Write the name `{name}` without escapes.", name);
    }

    private static Fault Duplicate(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan.Length <= 64 ? Encoding.UTF8.GetString(reader.ValueSpan) : "…";
        return RequestReader.Invalid(
            $"An object has the name `{name}` twice, or more than {DuplicateNames.MostNames} names. Send each name once.");
    }
}

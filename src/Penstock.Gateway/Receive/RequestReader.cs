using System.Text.Json;
using System.Text.Unicode;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Receive;

/// <summary>Reads a body once: checks that it is sound JSON, notes where things are, and leaves the bytes alone.</summary>
internal static class RequestReader
{
    /// <summary>The longest end-user name that is kept.</summary>
    public const int LongestName = 256;

    /// <summary>Reads a body.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="dialect">The caller's dialect.</param>
    /// <param name="operation">What the path asks for.</param>
    /// <param name="maxDepth">The deepest nesting taken.</param>
    /// <returns>The envelope, or <see cref="FaultCode.RequestInvalid"/> with what to change.</returns>
    public static Outcome<RequestEnvelope> Read(ReadOnlySpan<byte> body, Dialect dialect, Operation operation, int maxDepth)
    {
        if (body.IsEmpty)
        {
            return Invalid("The body is empty. Send a JSON object.");
        }

        if (!Utf8.IsValid(body))
        {
            return Invalid("The body is not valid UTF-8. Encode the JSON as UTF-8.");
        }

        var pass = new RequestPass(dialect, operation);
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxDepth });
        var names = new DuplicateNames();
        try
        {
            return pass.Run(ref reader, ref names, body) is { } fault ? fault : pass.Envelope;
        }
        catch (JsonException broken)
        {
            return Broken(broken, body, maxDepth);
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader throws this for an escape that is not valid UTF-16, such as a lone surrogate.
            return Invalid("A string in the body has an escape that is not valid text (a lone surrogate, for example).");
        }
        finally
        {
            names.Dispose();
        }
    }

    internal static Fault Invalid(string detail, string? param = null) =>
        new(FaultCode.RequestInvalid, detail) { Param = param };

    private static Fault Broken(JsonException broken, ReadOnlySpan<byte> body, int maxDepth)
    {
        if (IsDeeperThan(body, maxDepth))
        {
            return Invalid($"The body is nested deeper than {maxDepth} levels.");
        }

        var line = (broken.LineNumber ?? 0) + 1;
        var column = (broken.BytePositionInLine ?? 0) + 1;
        return Invalid($"The body is not valid JSON at line {line}, byte {column}. It may be cut off or have a stray character there.");
    }

    private static bool IsDeeperThan(ReadOnlySpan<byte> body, int maxDepth)
    {
        var depth = 0;
        var inString = false;
        for (var i = 0; i < body.Length; i++)
        {
            var c = body[i];
            if (inString)
            {
                i += c == '\\' ? 1 : 0;
                inString = c != '"';
                continue;
            }

            inString = c == '"';
            depth += c is (byte)'{' or (byte)'[' ? 1 : c is (byte)'}' or (byte)']' ? -1 : 0;
            if (depth > maxDepth)
            {
                return true;
            }
        }

        return false;
    }
}

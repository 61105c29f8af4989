using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Call.Providers;

/// <summary>Turns a provider's error into a fault: by status, then by what its body says.</summary>
/// <remarks>
/// The provider's own sentence goes on to the caller, who can act on it. It may quote the prompt,
/// so it must not be logged or kept in a trace: use the code's title there.
/// </remarks>
internal static class ProviderErrorReader
{
    private const int MaxDetail = 1_000;

    /// <summary>Reads an error answer, or the error event of a stream (then <paramref name="status"/> is 200).</summary>
    public static Fault Read(ProviderSettings provider, int status, ReadOnlyMemory<byte> body) =>
        Read(provider.Dialect, status, body, ProviderSecrets.Of(provider));

    internal static Fault Read(Dialect dialect, int status, ReadOnlyMemory<byte> body, params IReadOnlyList<string> secrets)
    {
        var error = ProviderError.Read(body);
        error = error with { Message = ProviderSecrets.Hide(error.Message, secrets) };
        var effective = status >= 400 ? status : error.ImpliedStatus;
        var code = Classify(effective, error);

        return new Fault(code, Detail(code, status is 200 ? effective : status, error))
        {
            Param = dialect == Dialect.OpenAi && code == FaultCode.ProviderRejected ? error.Param : null,
            ProviderStatus = effective,
        };
    }

    private static FaultCode Classify(int status, ProviderError error)
    {
        if (status is not (401 or 402 or 429) && error.IsContextExceeded)
        {
            return FaultCode.ContextExceeded;
        }

        if (status < 500 && error.IsContentFiltered)
        {
            return FaultCode.ContentFiltered;
        }

        return status switch
        {
            401 or 402 or 403 => FaultCode.ProviderAuthFailed,
            429 => FaultCode.ProviderRateLimited,
            // Not the caller's mistake: the same request can succeed a moment later.
            408 or 409 or 425 or >= 500 => FaultCode.ProviderFailed,
            _ => FaultCode.ProviderRejected,
        };
    }

    // A refused credential is the operator's affair, and vendors quote part of the key in that sentence.
    private static string Detail(FaultCode code, int status, ProviderError error)
    {
        if (code == FaultCode.ProviderAuthFailed)
        {
            return $"The provider refused Penstock's account or credential (status {status}). The operator must check this provider's api_key.";
        }

        return error.Message is { Length: > 0 } message
            ? Shorten(message)
            : $"The provider answered with status {status} and no message.";
    }

    private static string Shorten(string message)
    {
        if (message.Length <= MaxDetail)
        {
            return message;
        }

        var end = char.IsHighSurrogate(message[MaxDetail - 2]) ? MaxDetail - 2 : MaxDetail - 1;
        return $"{message.AsSpan(0, end)}…";
    }
}

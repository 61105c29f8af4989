using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Call.Translate;
using Penstock.Gateway.Record;

namespace Penstock.Gateway.Call;

/// <summary>Takes a provider's whole answer to the caller: read, metered, settled, and only then sent.</summary>
internal static class WholeRelay
{
    private const int ReadBytes = 8192;

    /// <summary>Relays one answer.</summary>
    /// <param name="attempt">The attempt; its provider has answered with a success status.</param>
    /// <param name="upstream">The provider's body.</param>
    /// <param name="length">Its announced length, or <see langword="null"/>.</param>
    /// <param name="bridge">The translation, or <see langword="null"/> when both sides speak the same dialect.</param>
    /// <param name="context">What the bridge needs to know, with a bridge.</param>
    /// <returns>A fault when nothing was sent to the caller, else <see langword="null"/>.</returns>
    public static async ValueTask<Fault?> RelayAsync(
        Attempt attempt, Stream upstream, long? length, DialectBridge? bridge, BridgeContext? context)
    {
        using var answer = new PooledBuffer(attempt.Bytes);
        if (await ReadAsync(attempt, upstream, length, answer).ConfigureAwait(false) is { } tooLarge)
        {
            return tooLarge;
        }

        if (!attempt.Meter.ReadWhole(answer.Span))
        {
            return new Fault(FaultCode.AnswerMalformed, "The provider's answer is not what its dialect says.");
        }

        if (bridge is null)
        {
            return await SendAsync(attempt, answer.Written).ConfigureAwait(false);
        }

        using var translated = new PooledBuffer(attempt.Bytes);
        return bridge.TranslateAnswer(answer.Written, context!, translated) is { } fault
            ? fault
            : await SendAsync(attempt, translated.Written).ConfigureAwait(false);
    }

    private static Fault TooLarge(int most) =>
        new(FaultCode.AnswerTooLarge, $"The provider's answer is larger than {most} bytes (`receive.max_answer`).");

    // Money first: the ledger has the answer before the caller does.
    private static async ValueTask<Fault?> SendAsync(Attempt attempt, ReadOnlyMemory<byte> body)
    {
        attempt.FirstTokenCame();
        attempt.Settle(AttemptStatus.Succeeded, fault: null, worked: true);
        attempt.Exchange.Status = AttemptStatus.Succeeded;
        attempt.Deadline.Arm(AttemptPhase.Total);
        await CallerResponse.WriteAnswerAsync(attempt.Exchange, attempt.Target, body, attempt.Deadline.Token).ConfigureAwait(false);
        return null;
    }

    private static async ValueTask<Fault?> ReadAsync(Attempt attempt, Stream upstream, long? length, PooledBuffer answer)
    {
        var most = attempt.Exchange.Snapshot.Settings.Receive.MaxAnswerBytes;
        if (length > most)
        {
            return TooLarge(most);
        }

        while (true)
        {
            var hint = length is { } announced ? Math.Clamp(announced - answer.Length + 1, 1, most) : ReadBytes;
            var read = await upstream.ReadAsync(answer.GetMemory((int)hint), attempt.Deadline.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            answer.Advance(read);
            if (answer.Length > most)
            {
                return TooLarge(most);
            }
        }
    }
}

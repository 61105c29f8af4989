using Penstock.Contracts.Dialects;
using Penstock.Contracts.Ids;
using Penstock.Contracts.Money;
using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Ledger;

/// <summary>The bytes of one entry. The layout is a promise to the files of earlier versions: change it under a new kind.</summary>
internal static class LedgerPayload
{
    private const byte Begun = 1;
    private const byte SettledKind = 2;
    private const int FixedBytes = 160;

    public static int MaxBytes(AttemptStarted started) =>
        FixedBytes + PayloadWriter.MaxBytes(started.Tenant) + PayloadWriter.MaxBytes(started.Key)
        + PayloadWriter.MaxBytes(started.App) + PayloadWriter.MaxBytes(started.Release)
        + PayloadWriter.MaxBytes(started.Model) + PayloadWriter.MaxBytes(started.Provider)
        + PayloadWriter.MaxBytes(started.User);

    public static int Write(Span<byte> buffer, AttemptStarted started, AttemptSettled? settled)
    {
        var writer = new PayloadWriter(buffer);
        writer.Byte(settled is null ? Begun : SettledKind);
        WriteStarted(ref writer, started);

        if (settled is not null)
        {
            WriteSettled(ref writer, settled);
        }

        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> payload, out LedgerEntry? entry)
    {
        var reader = new PayloadReader(payload);
        var kind = reader.Byte();
        var started = ReadStarted(ref reader);
        var settled = kind == SettledKind ? ReadSettled(ref reader, started.Id) : null;

        var ok = !reader.Failed && reader.AtEnd && kind is Begun or SettledKind;
        entry = ok ? new LedgerEntry(started, settled) : null;
        return ok;
    }

    private static void WriteStarted(ref PayloadWriter writer, AttemptStarted started)
    {
        writer.Id(started.Id.Trace.Value);
        writer.Int(started.Id.Number);
        writer.Long(started.At.UtcTicks);
        writer.Byte((byte)started.Operation);
        writer.Long(started.EstimatedInput);
        writer.Long(started.EstimatedCost.Value);
        writer.Text(started.Tenant);
        writer.Text(started.Key);
        writer.Text(started.App);
        writer.Text(started.Release);
        writer.Text(started.Model);
        writer.Text(started.Provider);
        writer.Text(started.User);
    }

    private static void WriteSettled(ref PayloadWriter writer, AttemptSettled settled)
    {
        writer.Long(settled.At.UtcTicks);
        writer.Byte((byte)settled.Status);
        writer.Long(settled.Usage.Input);
        writer.Long(settled.Usage.CachedInput);
        writer.Long(settled.Usage.CacheWrite);
        writer.Long(settled.Usage.Output);
        writer.Long(settled.Usage.Reasoning);
        writer.Byte(settled.Usage.Counted ? (byte)1 : (byte)0);
        writer.Long(settled.Cost.Value);
    }

    private static AttemptStarted ReadStarted(ref PayloadReader reader) => new()
    {
        Id = new AttemptId(new TraceId(reader.Id()), reader.Int()),
        At = reader.Time(),
        Operation = reader.Choice<Operation>(),
        EstimatedInput = reader.Long(),
        EstimatedCost = new NanoUsd(reader.Long()),
        Tenant = reader.Text(),
        Key = reader.Text(),
        App = reader.OptionalText(),
        Release = reader.OptionalText(),
        Model = reader.Text(),
        Provider = reader.Text(),
        User = reader.OptionalText(),
    };

    private static AttemptSettled ReadSettled(ref PayloadReader reader, AttemptId id) => new()
    {
        Id = id,
        At = reader.Time(),
        Status = reader.Choice<AttemptStatus>(),
        Usage = new TokenUsage(
            reader.Long(), reader.Long(), reader.Long(), reader.Long(), reader.Long(), reader.Byte() != 0),
        Cost = new NanoUsd(reader.Long()),
    };
}

using System.Text.Json;
using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Snapshot;

/// <summary>One model of one provider, with the rules for calling it.</summary>
internal sealed class Target(ModelSettings model, ProviderPool pool, DeadlineSettings deadlines, RetrySettings retries)
{
    private const int DefaultMaxOutput = 4096;

    public ModelSettings Model { get; } = model;

    public ProviderPool Pool { get; } = pool;

    public ProviderSettings Provider => Pool.Settings;

    public DeadlineSettings Deadlines { get; } = deadlines;

    public RetrySettings Retries { get; } = retries;

    /// <summary>The model id as a JSON string, quotes included.</summary>
    public byte[] ModelIdJson { get; } = [.. "\""u8, .. JsonEncodedText.Encode(model.Id).EncodedUtf8Bytes, .. "\""u8];

    /// <summary>The answer's limit where the provider requires one and nobody gave it.</summary>
    public int MaxOutput { get; } = model.MaxOutput ?? DefaultMaxOutput;
}

namespace Penstock.Gateway.Call.Translate;

/// <summary>What a bridge needs to know beside the bytes.</summary>
/// <param name="ProviderModel">The model id the provider expects.</param>
/// <param name="MaxOutput">The answer's limit where the caller set none and the provider requires one.</param>
/// <param name="MaxTokensField">The provider's field for the longest answer (OpenAI dialect).</param>
/// <param name="StreamUsage">Whether the provider takes <c>stream_options.include_usage</c> (OpenAI dialect).</param>
/// <param name="CallerWantsUsage">Whether the caller asked for usage at the end of its stream (OpenAI dialect).</param>
/// <param name="CreatedUnixSeconds">The time the answer carries where the provider gives none.</param>
internal sealed record BridgeContext(
    string ProviderModel,
    int MaxOutput,
    string MaxTokensField,
    bool StreamUsage,
    bool CallerWantsUsage,
    long CreatedUnixSeconds);

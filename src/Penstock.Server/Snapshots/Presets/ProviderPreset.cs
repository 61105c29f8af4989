using Penstock.Contracts.Dialects;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Server.Snapshots.Presets;

/// <summary>What is known about a provider beforehand. Everything can be overridden in the file.</summary>
internal sealed record ProviderPreset(string Name, Dialect Dialect, string TelemetryName)
{
    /// <summary>The address, where it is the same for everybody.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>How the credential is shown.</summary>
    public CredentialStyle Credential { get; init; } = CredentialStyle.Bearer;

    /// <summary>Whether the provider takes <c>stream_options.include_usage</c>.</summary>
    public bool StreamUsage { get; init; } = true;

    /// <summary>The name of the field for the longest answer.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>Whether calls without a credential can be expected to work.</summary>
    public bool NeedsKey { get; init; } = true;
}

using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Server.Snapshots.Presets;

/// <summary>The words for credential styles in the file.</summary>
internal static class CredentialNames
{
    public static IReadOnlyList<(string Word, CredentialStyle Value)> All { get; } =
        [.. Enum.GetValues<CredentialStyle>().Select(style => (Of(style), style))];

    public static string Of(CredentialStyle style) => style switch
    {
        CredentialStyle.Bearer => "bearer",
        CredentialStyle.XApiKey => "x-api-key",
        CredentialStyle.ApiKey => "api-key",
    };
}

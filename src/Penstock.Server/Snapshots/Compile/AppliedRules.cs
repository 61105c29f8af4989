using Penstock.Server.Snapshots.Changes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Compile;

/// <summary>What holds for documents that the server stores: secrets may only be variables, because nothing secret is stored in plain text.</summary>
internal static class AppliedRules
{
    private static readonly string[] Credentials = ["auth", "key", "token", "secret", "password", "cookie"];

    public static Compilation Check(Compilation document)
    {
        var mistakes = document.Secrets
            .Where(secret => IsCredential(secret.Key) && DocumentMask.IsWritten(secret.Value))
            .Where(secret => document.Mistakes.All(mistake => mistake.Path != secret.Key))
            .Select(secret => new Mistake(
                secret.Value.Place,
                secret.Key,
                "an applied configuration is stored, and secrets are not; write ${NAME} and set that variable where the server runs"))
            .ToList();

        return mistakes.Count == 0 ? document : document.With(mistakes);
    }

    private static bool IsCredential(string path) =>
        Credentials.Any(word => path[(path.LastIndexOf('.') + 1)..].Contains(word, StringComparison.OrdinalIgnoreCase));
}

using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots.Document;
using Penstock.Server.Snapshots.Shapes;

namespace Penstock.Server.Snapshots.Compile;

/// <summary>What keys must say, alone and together.</summary>
internal static class KeyRules
{
    private const int ShortSecret = 16;

    public static void Check(IReadOnlyList<KeyDocument> keys, Declared names, ReadContext context)
    {
        var first = new Dictionary<KeyHash, string>();
        DocumentRules.Each(keys, "keys", (key, path) =>
        {
            names.Tenants.Require(key.Tenant, $"{path}.tenant", context);
            CheckAllowed(key, path, names, context);
            CheckHasSecret(key, path, context);
            foreach (var (at, secret) in SecretsOf(key, path))
            {
                CheckSecret(at, secret, first, context);
            }
        });
    }

    private static void CheckAllowed(KeyDocument key, string path, Declared names, ReadContext context)
    {
        foreach (var (i, name) in (key.Allowed ?? []).Index())
        {
            names.Callable.Require(name, $"{path}.allowed[{i}]", context);
        }
    }

    private static void CheckHasSecret(KeyDocument key, string path, ReadContext context)
    {
        var hasOne = context.Has($"{path}.secret");
        var hasSeveral = context.Has($"{path}.secrets");
        if (hasOne && hasSeveral)
        {
            context.Fail($"{path}.secret", "`secret` and `secrets` both stand here; put all into `secrets`");
        }

        if (!hasOne && (!hasSeveral || key.Secrets.Count == 0))
        {
            context.Fail(hasSeveral ? $"{path}.secrets" : path, "the key needs a secret: write `secret: ${NAME}`");
        }
    }

    private static IEnumerable<(string Path, string? Secret)> SecretsOf(KeyDocument key, string path) =>
        key.Secrets.Index().Select(secret => ($"{path}.secrets[{secret.Index}]", secret.Item))
            .Prepend(($"{path}.secret", key.Secret));

    private static void CheckSecret(string path, string? secret, Dictionary<KeyHash, string> first, ReadContext context)
    {
        if (secret is null)
        {
            return;
        }

        var hash = KeyHash.Of(secret);
        if (!first.TryAdd(hash, path))
        {
            context.Fail(path, $"the same secret as {first[hash]} on line {context.PlaceOf(first[hash]).Line}; each must be its own");
        }

        if (secret.Length < ShortSecret)
        {
            context.Warn(path, $"shorter than {ShortSecret} characters; a guessable secret is no secret");
        }
    }
}

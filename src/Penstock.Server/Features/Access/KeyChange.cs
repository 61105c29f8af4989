using Penstock.Contracts.Admin.Keys;
using Penstock.Server.Storage.Rows;

namespace Penstock.Server.Features.Access;

/// <summary>What requests do to a stored key.</summary>
internal static class KeyChange
{
    public static void Apply(KeyRow key, UpdateKey request, DateTimeOffset now)
    {
        if (request.Limits is not null)
        {
            key.LimitsJson = KeyViews.LimitsJson(request.Limits);
        }

        if (request.Allowed is not null)
        {
            key.AllowedJson = KeyViews.AllowedJson(request.Allowed);
        }

        if (request.NeverExpires is true || request.ExpiresAt is not null)
        {
            key.ExpiresAt = request.ExpiresAt;
        }

        if (request.Disabled is { } disabled)
        {
            key.DisabledAt = disabled ? key.DisabledAt ?? now : null;
        }
    }

    /// <summary>Gives the key a new secret; the others end with the grace, if they do not end before, and those that ended are forgotten.</summary>
    public static void Rotate(KeyRow key, KeySecretRow fresh, DateTimeOffset graceEnds, DateTimeOffset now)
    {
        foreach (var old in key.Secrets)
        {
            old.ExpiresAt = old.ExpiresAt < graceEnds ? old.ExpiresAt : graceEnds;
        }

        key.Secrets.RemoveAll(old => old.ExpiresAt <= now);
        key.Secrets.Add(fresh);
    }

    /// <summary>Which fields a request touches, for the audit.</summary>
    public static string Describe(UpdateKey request)
    {
        string?[] fields =
        [
            request.Limits is null ? null : "limits",
            request.Allowed is null ? null : "allowed",
            request.ExpiresAt is null && request.NeverExpires is not true ? null : "expires_at",
            request.Disabled is { } disabled ? disabled ? "disabled" : "enabled" : null,
        ];
        return string.Join(", ", fields.OfType<string>());
    }
}

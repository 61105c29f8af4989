using System.Text.RegularExpressions;
using Penstock.Contracts.Admin.Keys;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Server.Features.Access;

/// <summary>What a request to make or change a key must say.</summary>
internal static partial class KeyRules
{
    /// <summary>As the only entry of <c>allowed</c>: every app and model.</summary>
    public const string AllowAll = "*";

    private const int MostAllowed = 1_000;
    private const long MostPerMinute = 1_000_000_000_000;
    private const int MostConcurrent = 1_000_000;
    private const int LongestGrace = 30 * 24 * 3_600;

    public static Fault? CheckName(string name) => NameForm().IsMatch(name)
        ? null
        : Invalid("name", "A key's name has 1 to 64 letters, digits, '-', '_' and '.', and begins with a letter or digit.");

    public static Fault? CheckTenant(string tenant, GatewaySettings settings)
    {
        var names = settings.Tenants.Select(known => known.Name).ToList();
        return names.Contains(tenant) ? null
            : names.Count == 0 ? Invalid("tenant", "The configuration declares no tenants; add one under `tenants:` first.")
            : Invalid("tenant", $"There is no such tenant. Declared: {string.Join(", ", names.Take(20))}.");
    }

    public static Fault? CheckLimits(LimitsView? limits) =>
        Check("limits.requests_per_minute", limits?.RequestsPerMinute, MostPerMinute)
        ?? Check("limits.tokens_per_minute", limits?.TokensPerMinute, MostPerMinute)
        ?? Check("limits.concurrent_requests", limits?.ConcurrentRequests, MostConcurrent);

    public static Fault? CheckAllowed(IReadOnlyList<string>? allowed, GatewaySettings settings)
    {
        if (allowed is null or [AllowAll])
        {
            return null;
        }

        if (allowed.Count is 0 or > MostAllowed)
        {
            return Invalid("allowed", $"List 1 to {MostAllowed:N0} apps and models, or \"{AllowAll}\" alone for all.");
        }

        var known = settings.Apps.Select(app => app.Name).Concat(settings.Models.Select(model => model.Name)).ToHashSet();

        // A list from the wire can hold null where the type says it cannot.
        var unknown = allowed.Where(name => name is null || !known.Contains(name)).Take(1).ToList();
        return unknown.Count == 0 ? null : Invalid("allowed", $"There is no app or model '{Shorten(unknown[0] ?? "null")}'.");
    }

    public static Fault? CheckExpiry(DateTimeOffset? expiresAt, DateTimeOffset now) =>
        expiresAt <= now ? Invalid("expires_at", "The time must lie in the future; to stop a key now, disable or revoke it.") : null;

    public static Fault? CheckGrace(int seconds) =>
        seconds is >= 0 and <= LongestGrace ? null : Invalid("grace_s", $"The grace is 0 to {LongestGrace:N0} seconds.");

    private static Fault? Check(string param, long? value, long most) =>
        value is null || (value >= 1 && value <= most) ? null
            : Invalid(param, $"The limit is a whole number from 1 to {most:N0}; leave it out for no limit.");

    private static Fault Invalid(string param, string detail) => new(FaultCode.RequestInvalid, detail) { Param = param };

    private static string Shorten(string text) => text.Length <= 64 ? text : text[..63] + "…";

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}

using System.Security.Cryptography;
using System.Text;

namespace Penstock.Server.Hosting.Access;

/// <summary>A key as a request carries it.</summary>
internal static class SentKey
{
    private const string Bearer = "Bearer ";

    /// <summary>The key of <c>Authorization: Bearer</c> or <c>x-api-key</c>, or <see langword="null"/> when none was sent.</summary>
    public static string? Read(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Bearer.Length..].Trim();
        }

        var plain = request.Headers["x-api-key"].ToString();
        return plain.Length > 0 ? plain : null;
    }

    /// <summary>Compares in a time that does not tell how much of the key was right.</summary>
    public static bool Matches(string expected, string candidate) => CryptographicOperations.FixedTimeEquals(Hash(expected), Hash(candidate));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

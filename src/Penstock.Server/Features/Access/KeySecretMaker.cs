using System.Security.Cryptography;

namespace Penstock.Server.Features.Access;

/// <summary>Makes the secrets of keys.</summary>
internal static class KeySecretMaker
{
    /// <summary>What every made secret begins with, so that people and scanners know it when they see it.</summary>
    public const string Prefix = "psk-";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // 62⁴³ > 2²⁵⁶: as much chance as 32 random bytes hold.
    private const int RandomCharacters = 43;

    private const int HintCharacters = 4;

    public static string Make() => Prefix + RandomNumberGenerator.GetString(Alphabet, RandomCharacters);

    /// <summary>The end of a secret, by which people tell keys apart.</summary>
    public static string HintOf(string secret) => secret[^HintCharacters..];
}

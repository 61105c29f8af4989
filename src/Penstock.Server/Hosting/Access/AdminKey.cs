using System.Security.Cryptography;
using System.Text;

namespace Penstock.Server.Hosting.Access;

/// <summary>The one key of the admin API and the pages.</summary>
internal sealed class AdminKey(string secret)
{
    private readonly byte[] _hash = Hash(secret);

    /// <summary>For calls that the server makes to itself in the name of someone who signed in.</summary>
    public string Secret { get; } = secret;

    /// <summary>Compares in a time that does not tell how much of the key was right.</summary>
    public bool Matches(string candidate) => CryptographicOperations.FixedTimeEquals(_hash, Hash(candidate));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

using System.Security.Cryptography;

namespace Penstock.Server.Hosting.Access;

/// <summary>The one key of the admin API and the pages.</summary>
internal sealed class AdminKey(string secret)
{
    public string Secret { get; } = secret;

    /// <summary>For calls that the server makes to itself in the name of someone who signed in. Another one in every process, and nobody else has it.</summary>
    public string InnerSecret { get; } = RandomNumberGenerator.GetHexString(64);

    public bool Matches(string candidate) => SentKey.Matches(Secret, candidate);

    /// <summary>Whether a call is the server's own. It comes from an address that others use too, so their guesses must not count against it.</summary>
    public bool IsInner(string candidate) => SentKey.Matches(InnerSecret, candidate);
}

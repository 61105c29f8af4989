namespace Penstock.Server.Hosting.Access;

/// <summary>The one key of the admin API and the pages.</summary>
internal sealed class AdminKey(string secret)
{
    /// <summary>For calls that the server makes to itself in the name of someone who signed in.</summary>
    public string Secret { get; } = secret;

    public bool Matches(string candidate) => SentKey.Matches(Secret, candidate);
}

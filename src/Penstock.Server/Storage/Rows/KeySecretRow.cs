namespace Penstock.Server.Storage.Rows;

/// <summary>One secret of a key; a key has two while it is rotated.</summary>
internal sealed class KeySecretRow
{
    public long Id { get; set; }

    public required string KeyId { get; set; }

    public required byte[] Hash { get; set; }

    public required string Hint { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }
}

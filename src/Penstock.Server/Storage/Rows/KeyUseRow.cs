namespace Penstock.Server.Storage.Rows;

/// <summary>When a key last opened a request; also of keys that the configuration declares.</summary>
internal sealed class KeyUseRow
{
    public required string KeyId { get; set; }

    public required DateTimeOffset LastUsedAt { get; set; }
}

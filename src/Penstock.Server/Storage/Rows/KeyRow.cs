namespace Penstock.Server.Storage.Rows;

/// <summary>A virtual key made through the API.</summary>
internal sealed class KeyRow
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Tenant { get; set; }

    public required string LimitsJson { get; set; }

    public required string AllowedJson { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }

    public List<KeySecretRow> Secrets { get; set; } = [];
}

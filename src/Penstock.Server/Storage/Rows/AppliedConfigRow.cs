namespace Penstock.Server.Storage.Rows;

/// <summary>A configuration document as it was applied; the newest is the one in force.</summary>
internal sealed class AppliedConfigRow
{
    public long Id { get; set; }

    public required string Text { get; set; }

    public required string Hash { get; set; }

    public required DateTimeOffset AppliedAt { get; set; }
}

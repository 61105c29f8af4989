namespace Penstock.Server.Storage.Rows;

/// <summary>How far the journal has been imported. One row, written in the same transaction as what was imported.</summary>
internal sealed class LedgerPositionRow
{
    public required int Id { get; set; }

    public required long Segment { get; set; }

    public required long Offset { get; set; }
}

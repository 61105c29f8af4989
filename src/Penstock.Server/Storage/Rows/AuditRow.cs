namespace Penstock.Server.Storage.Rows;

/// <summary>Something an operator did.</summary>
internal sealed class AuditRow
{
    public long Id { get; set; }

    public required DateTimeOffset At { get; set; }

    public required string Actor { get; set; }

    public required string Action { get; set; }

    public required string Target { get; set; }

    public required string Detail { get; set; }
}

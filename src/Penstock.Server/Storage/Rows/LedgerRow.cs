namespace Penstock.Server.Storage.Rows;

/// <summary>One settled attempt. Written once, never changed.</summary>
internal sealed class LedgerRow
{
    public required byte[] Trace { get; set; }

    public required int Number { get; set; }

    public required DateTimeOffset At { get; set; }

    public required DateTimeOffset SettledAt { get; set; }

    /// <summary>The UTC day of <see cref="At"/>, as yyyymmdd.</summary>
    public required int Day { get; set; }

    public required string Tenant { get; set; }

    public required string Key { get; set; }

    /// <summary>Empty without an app, so that it can stand in a primary key elsewhere; so for release and user.</summary>
    public required string App { get; set; }

    public required string Release { get; set; }

    public required string Model { get; set; }

    public required string Provider { get; set; }

    public required int Operation { get; set; }

    public required string User { get; set; }

    public required int Status { get; set; }

    public required long Input { get; set; }

    public required long CachedInput { get; set; }

    public required long CacheWrite { get; set; }

    public required long Output { get; set; }

    public required long Reasoning { get; set; }

    public required bool Counted { get; set; }

    public required long CostNano { get; set; }
}

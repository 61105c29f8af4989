namespace Penstock.Server.Features.Overview;

/// <summary>How far back an overview looks, and in what steps: fine enough to read, at most about a hundred.</summary>
internal sealed record OverviewWindow(string Name, TimeSpan Length, TimeSpan Bucket)
{
    public const string Default = "1h";

    private static readonly OverviewWindow[] All =
    [
        new("15m", TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(1)),
        new("1h", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)),
        new("6h", TimeSpan.FromHours(6), TimeSpan.FromMinutes(5)),
        new("24h", TimeSpan.FromHours(24), TimeSpan.FromMinutes(15)),
        new("7d", TimeSpan.FromDays(7), TimeSpan.FromHours(2)),
    ];

    public static string Names => string.Join(", ", All.Select(window => window.Name));

    public int Buckets => (int)(Length / Bucket);

    public static OverviewWindow? Find(string name) => Array.Find(All, window => window.Name == name);
}

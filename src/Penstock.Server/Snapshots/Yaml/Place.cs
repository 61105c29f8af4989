namespace Penstock.Server.Snapshots.Yaml;

/// <summary>Where something stands in a file; both count from 1.</summary>
internal readonly record struct Place(int Line, int Column)
{
    public static readonly Place Start = new(1, 1);
}

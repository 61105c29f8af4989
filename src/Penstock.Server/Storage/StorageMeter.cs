namespace Penstock.Server.Storage;

/// <summary>The meter of everything stored.</summary>
internal static class StorageMeter
{
    public const string Name = "Penstock.Storage";
}

namespace Penstock.Server.Tests.Snapshots;

/// <summary>Files these tests read from, and derive into, the checkout.</summary>
internal static class SnapshotFiles
{
    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "test", "Penstock.Server.Tests", "Snapshots");

    private static bool Updating => Environment.GetEnvironmentVariable("PENSTOCK_UPDATE") == "1";

    /// <summary>Compares a derived text with its committed file, or writes the file under <c>PENSTOCK_UPDATE=1</c>.</summary>
    public static void Same(string derived, string path)
    {
        if (Updating)
        {
            File.WriteAllText(path, derived);
        }

        Assert.True(File.Exists(path), $"{path} is missing; run with PENSTOCK_UPDATE=1 and look at it.");
        Assert.Equal(File.ReadAllText(path), derived);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Penstock.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside a checkout.");
    }
}

namespace Penstock.Conventions.Tests;

/// <summary>The checkout the tests were built from, as paths that never depend on the working folder.</summary>
internal static class Tree
{
    private static readonly string[] Foreign = ["artifacts", "node_modules", "bin", "obj", "data", ".git", "results"];

    public static string Root { get; } = FindRoot();

    /// <summary>Whether a test may rewrite what it would otherwise compare: <c>PENSTOCK_UPDATE=1</c>.</summary>
    public static bool Updating => Environment.GetEnvironmentVariable("PENSTOCK_UPDATE") == "1";

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Name(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Every file under the folders that ends as said, build output and packages left out.</summary>
    public static IEnumerable<string> Files(string ending, params string[] folders) =>
        from folder in folders
        let start = At(folder)
        where Directory.Exists(start)
        from file in Walk(start)
        where file.EndsWith(ending, StringComparison.Ordinal)
        orderby file
        select file;

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            from child in Directory.EnumerateDirectories(folder)
            where !Foreign.Contains(Path.GetFileName(child))
            from file in Walk(child)
            select file);

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Penstock.slnx")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests run outside the checkout: no Penstock.slnx above them.");
    }
}

namespace Penstock.Bench.Systems;

/// <summary>Where things are in the checkout and where a run may write.</summary>
internal sealed class Paths
{
    public string Root { get; } = FindRoot();

    public string Bench => Path.Combine(Root, "bench");

    public string Results => Directory.CreateDirectory(Path.Combine(Bench, "results")).FullName;

    public string Temporary { get; } = Directory.CreateTempSubdirectory("penstock-bench-").FullName;

    public string Program(string project, string assembly) =>
        Path.Combine(Root, "artifacts", "bin", project, "release", $"{assembly}.dll");

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Penstock.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The bench runs outside the checkout.");
        }

        return folder;
    }
}

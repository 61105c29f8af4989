namespace Penstock.Server.Storage;

/// <summary>Where one server keeps everything. The names in it are fixed, so that people find their way around.</summary>
/// <param name="Path">The folder, absolute.</param>
internal sealed record DataFolder(string Path)
{
    /// <summary>Keys, the applied configuration, the imported ledger.</summary>
    public string Database => In("penstock.db");

    /// <summary>Traces.</summary>
    public string Traces => In("traces.duckdb");

    /// <summary>Segments of the ledger's journal.</summary>
    public string Ledger => In("ledger");

    /// <summary>The file that only one process can hold.</summary>
    public string Lock => In("lock");

    /// <summary>The admin key that was made at the first start.</summary>
    public string AdminKey => In("admin.key");

    /// <summary>The key of the built-in configuration.</summary>
    public string DemoKey => In("demo.key");

    /// <summary>What signs the sessions of the pages.</summary>
    public string DataProtection => In("keys");

    /// <summary>Names a folder, made absolute so that a later change of directory cannot move it.</summary>
    public static DataFolder At(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>Makes a folder that only its owner can look into, where it is missing.</summary>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}

namespace Penstock.Testing.Hosting;

/// <summary>A folder of one test, deleted with everything in it.</summary>
public sealed class TestFolder : IDisposable
{
    private TestFolder(string path) => FullPath = path;

    public string FullPath { get; }

    public static TestFolder Create() => new(Directory.CreateTempSubdirectory("penstock-test-").FullName);

    public string In(params string[] parts) => Path.Combine([FullPath, .. parts]);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}

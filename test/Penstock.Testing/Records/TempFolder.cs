using Penstock.Server.Storage;

namespace Penstock.Testing.Records;

/// <summary>A data folder of its own for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public DataFolder Folder { get; } = DataFolder.At(Directory.CreateTempSubdirectory("penstock-").FullName);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder.Path, recursive: true);
    }
}

using Penstock.Server.Storage;

namespace Penstock.Testing.Records;

/// <summary>A data folder of its own for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public DataFolder Folder { get; } = DataFolder.At(Directory.CreateTempSubdirectory("penstock-").FullName);

    public void Dispose()
    {
        // Only this folder's connections: those of tests that run beside this one are in use.
        StorageRegistration.ForgetConnections(Folder);
        Directory.Delete(Folder.Path, recursive: true);
    }
}

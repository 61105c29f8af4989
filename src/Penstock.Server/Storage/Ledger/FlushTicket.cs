using Microsoft.Win32.SafeHandles;

namespace Penstock.Server.Storage.Ledger;

/// <summary>Keeps a segment's file open while it is flushed, also when an append closes it meanwhile.</summary>
internal readonly struct FlushTicket : IDisposable
{
    private readonly SafeFileHandle _file;

    public FlushTicket(SafeFileHandle file)
    {
        var held = false;
        file.DangerousAddRef(ref held);
        _file = file;
    }

    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.DangerousRelease();
}

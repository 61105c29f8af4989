using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Penstock.Server.Storage;

/// <summary>Holds a data folder for one process. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Makes the folder where it is missing and takes it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="taken">The lock; dispose it last.</param>
    /// <param name="message">What to tell the operator when the folder cannot be had.</param>
    public static bool TryTake(
        DataFolder folder,
        [NotNullWhen(true)] out DataFolderLock? taken,
        [NotNullWhen(false)] out string? message)
    {
        (taken, message) = (null, null);

        try
        {
            DataFolder.CreatePrivate(folder.Path);
            DataFolder.CreatePrivate(folder.Ledger);
            var file = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            taken = new DataFolderLock(file);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            message = $"The data folder {folder.Path} cannot be written. Check its owner and mode, or start with another --data DIR.";
        }
        catch (IOException failure) when (File.Exists(folder.Lock))
        {
            message = $"The data folder {folder.Path} is in use{Holder(folder)}. "
                + $"Stop that process first, or start with another --data DIR. ({failure.Message})";
        }
        catch (IOException failure)
        {
            message = $"The data folder {folder.Path} cannot be made: {failure.Message}";
        }

        return false;
    }

    public void Dispose() => _file.Dispose();

    private static string Holder(DataFolder folder)
    {
        try
        {
            using var file = new FileStream(folder.Lock, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            var process = reader.ReadToEnd().Trim();
            return process.Length > 0 ? $" by process {process}" : string.Empty;
        }
        catch (IOException)
        {
            // Some systems keep the content of a locked file to its holder; the sentence then goes without the number.
            return string.Empty;
        }
    }
}

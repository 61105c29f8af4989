using System.Security.Cryptography;
using Penstock.Server.Snapshots.Compile;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Sources;

/// <summary>The file of <c>--config</c>. Opened by its name at every look, so renames over it and links to it are followed.</summary>
internal sealed class ConfigFile(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Compiles what the file holds; a file that cannot be read is a mistake like any other.</summary>
    public async Task<Compilation> CompileAsync(Func<string, string?> variables, CancellationToken cancellationToken)
    {
        try
        {
            return DocumentCompiler.Compile(await ReadAsync(cancellationToken), variables);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var reason = failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : failure.Message;
            return DocumentCompiler.Unreadable($"cannot be read: {reason}");
        }
    }

    /// <summary>A hash of what the file holds now, or of the reason why it cannot be read.</summary>
    public async Task<string> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Not the whole of it: what is behind the limit is refused anyhow, and a device has no end.
            return Convert.ToHexStringLower(SHA256.HashData(await ReadAsync(cancellationToken)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.GetType().Name;
        }
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        await using var file = Open();
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while (content.Length <= DocumentText.MaxBytes && (read = await file.ReadAsync(buffer, cancellationToken)) > 0)
        {
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private FileStream Open() =>
        new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true);
}

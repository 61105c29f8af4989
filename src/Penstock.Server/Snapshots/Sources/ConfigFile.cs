using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Penstock.Server.Snapshots.Compile;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Sources;

/// <summary>The file of <c>--config</c>. Opened by its name at every look, so renames over it and links to it are followed. One look at a time.</summary>
/// <param name="path">Its name.</param>
/// <param name="patience">How long it may take to open.</param>
internal sealed class ConfigFile(string path, TimeSpan patience)
{
    private readonly FileOpening _opening = new(patience);

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Compiles what the file holds; a file that cannot be read is a mistake like any other.</summary>
    public async Task<Compilation> CompileAsync(Func<string, string?> variables, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(cancellationToken);
        return content.Refusal is { } reason
            ? DocumentCompiler.Unreadable($"cannot be read: {reason}")
            : DocumentCompiler.Compile(content.Bytes, variables);
    }

    /// <summary>What the file holds, unchecked; empty when it cannot be read.</summary>
    public async Task<string> ReadTextAsync(CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString((await ReadAsync(cancellationToken)).Bytes);

    /// <summary>A hash of what the file holds now, or the reason why it cannot be read.</summary>
    public async Task<string> LookAsync(CancellationToken cancellationToken)
    {
        var content = await ReadAsync(cancellationToken);
        return content.Refusal ?? Convert.ToHexStringLower(SHA256.HashData(content.Bytes));
    }

    private async Task<Content> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(Path))
            {
                return Refuse("it is a folder; name a file in it");
            }

            await using var file = await _opening.OpenAsync(Path, cancellationToken);
            return file is null ? Refuse(string.Create(CultureInfo.InvariantCulture, $"it does not open within {patience.TotalSeconds:0.###} s, as a pipe that nobody writes to; name a file"))
                : !file.CanSeek ? Refuse("it is a pipe, not a file; write the configuration into a file")
                : file.Length > DocumentText.MaxBytes ? Refuse("it is larger than 5 MiB; a configuration this size is surely a mistake")
                : new Content(await ReadAsync(file, cancellationToken), null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refuse(failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : failure.Message);
        }
    }

    // Not more than the limit and a little: a device has no length and no end.
    private static async Task<byte[]> ReadAsync(FileStream file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while (content.Length <= DocumentText.MaxBytes && (read = await file.ReadAsync(buffer, cancellationToken)) > 0)
        {
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static Content Refuse(string reason) => new([], reason);

    private readonly record struct Content(byte[] Bytes, string? Refusal);
}

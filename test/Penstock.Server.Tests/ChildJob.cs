using System.Diagnostics;

namespace Penstock.Server.Tests;

/// <summary>Runs a piece of this assembly in a process of its own, which a test can then kill.</summary>
internal static class ChildJob
{
    private const string Variable = "PENSTOCK_TEST_JOB";

    /// <summary>Starts a job; its standard output is the caller's to read.</summary>
    public static Process Start(string job, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildJob).Assembly.Location, folder])
        {
            RedirectStandardOutput = true,
            Environment = { [Variable] = job },
        };

        return Process.Start(start) ?? throw new InvalidOperationException("The child process did not start.");
    }

    /// <summary>Runs the job this process was started for.</summary>
    /// <returns>False when it was started for testing, like most.</returns>
    public static bool RunWhenAsked()
    {
        var job = Environment.GetEnvironmentVariable(Variable);
        if (job is "ledger")
        {
            Storage.Ledger.LedgerKillTests.AppendForEver(Environment.GetCommandLineArgs()[^1]);
        }

        if (job is "traces")
        {
            Storage.Traces.TraceStorageTests.WriteForEver(Environment.GetCommandLineArgs()[^1]);
        }

        return job is not null;
    }
}

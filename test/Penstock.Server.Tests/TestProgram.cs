using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Penstock.Server.Tests;

/// <summary>The entry point: a child job of a test, or the test runner.</summary>
internal static class TestProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (ChildJob.RunWhenAsked())
        {
            return 0;
        }

        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}

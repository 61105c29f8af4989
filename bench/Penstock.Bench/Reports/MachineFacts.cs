using System.Runtime.InteropServices;

namespace Penstock.Bench.Reports;

/// <summary>What figures depend on beside the programs.</summary>
internal static class MachineFacts
{
    public static string Describe() =>
        $"{DateTimeOffset.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores ({Processor()}), {RuntimeInformation.OSDescription}, "
        + $"{RuntimeInformation.FrameworkDescription}. Engines, gateway and driver share them over loopback.";

    private static string Processor() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
            : "unknown";
}

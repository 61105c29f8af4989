using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Penstock.Bench.Load;

/// <summary>
/// Sleeps to within some 60 µs without burning a core. The runtime's own timers are a millisecond coarse, which would be
/// most of what is measured; spinning would take one of the cores from the systems under test.
/// </summary>
internal static class PreciseWait
{
    public static void Until(long timestamp)
    {
        while (timestamp - Stopwatch.GetTimestamp() is var ticks && ticks > 0)
        {
            var nanoseconds = ClosedLoop.Nanoseconds(ticks);
            var wanted = new TimeSpec(nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
            _ = NanoSleep(in wanted, IntPtr.Zero);
        }
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NanoSleep(in TimeSpec wanted, IntPtr remaining);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec(long seconds, long nanoseconds)
    {
        private readonly long _seconds = seconds;
        private readonly long _nanoseconds = nanoseconds;
    }
}

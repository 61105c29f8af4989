using System.Globalization;

namespace Penstock.Bench.Machine;

/// <summary>Resident memory of a process in MiB.</summary>
/// <param name="Resident">All of it.</param>
/// <param name="Anonymous">Its own data: heaps, stacks, DuckDB, SQLite.</param>
/// <param name="Code">Machine code made at run time. .NET maps it twice, so it counts as shared.</param>
/// <param name="Mapped">Program files. The system drops these pages when it needs them.</param>
internal readonly record struct MemoryUse(double Resident, double Anonymous, double Code, double Mapped)
{
    public static MemoryUse Of(int id)
    {
        var rows = File.ReadLines($"/proc/{id}/status").ToDictionary(row => row.Split(':')[0], row => row.Split(':')[1]);
        return new MemoryUse(MiB("VmRSS"), MiB("RssAnon"), MiB("RssShmem"), MiB("RssFile"));

        double MiB(string name) => double.Parse(rows[name].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture) / 1024;
    }
}

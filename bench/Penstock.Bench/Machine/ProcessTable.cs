using System.Globalization;

namespace Penstock.Bench.Machine;

/// <summary>Processor time and memory of processes, from <c>/proc</c>.</summary>
internal static class ProcessTable
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time that all processes but these have used since they started, ended children included.</summary>
    public static double Others(IReadOnlySet<int> ours)
    {
        var seconds = 0.0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && !ours.Contains(id))
            {
                seconds += Seconds(id) ?? 0;
            }
        }

        return seconds;
    }

    /// <summary>Seconds of processor time of one process, its ended children included, or null when it has gone.</summary>
    public static double? Seconds(int id)
    {
        try
        {
            // The name in brackets may hold spaces, so fields are counted from behind it.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Resident memory in MiB.</summary>
    public static double ResidentMiB(int id)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(row => row.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}

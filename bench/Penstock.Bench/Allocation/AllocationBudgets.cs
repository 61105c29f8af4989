using System.Text.Json;

namespace Penstock.Bench.Allocation;

/// <summary>Bytes that each operation may allocate: <c>bench/budgets.json</c>.</summary>
internal static class AllocationBudgets
{
    /// <summary>Growth that is the measurement's own: timers, the runtime's background work.</summary>
    public const double Tolerance = 1.05;

    public static Dictionary<string, long> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.GetProperty("allocated_bytes").EnumerateObject().ToDictionary(row => row.Name, row => row.Value.GetInt64());
    }
}

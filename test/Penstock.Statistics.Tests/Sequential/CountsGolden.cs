using System.Text.Json;

namespace Penstock.Statistics.Tests.Sequential;

/// <summary>The values of Golden/derive-sequential-counts.py.</summary>
internal static class CountsGolden
{
    public static JsonElement Topic(string topic)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "sequential-counts.json")));
        return document.RootElement.GetProperty(topic).Clone();
    }

    public static double Number(this JsonElement row, string name) => row.GetProperty(name).GetDouble();

    public static long Whole(this JsonElement row, string name) => row.GetProperty(name).GetInt64();

    public static double[] Numbers(this JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(one => one.GetDouble())];

    public static long[] Wholes(this JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(one => one.GetInt64())];
}

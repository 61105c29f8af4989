using System.Text.Json;

namespace Penstock.Statistics.Tests.Golden;

/// <summary>Values that the scripts in this folder print.</summary>
internal static class GoldenFile
{
    public static JsonElement Read(string subject)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", $"{subject}.json")));
        return document.RootElement.Clone();
    }

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static long Count(this JsonElement element, string name) => (long)element.GetProperty(name).GetDouble();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString() ?? string.Empty;

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(one => one.GetDouble())];

    public static double[] Numbers(this JsonElement element, string name) => element.GetProperty(name).Numbers();

    public static double[][] Rows(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(one => one.GetDouble()).ToArray())];

    public static double?[][] RowsWithGaps(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(Rating).ToArray())];

    private static double? Rating(JsonElement cell) => cell.ValueKind == JsonValueKind.Null ? null : cell.GetDouble();
}

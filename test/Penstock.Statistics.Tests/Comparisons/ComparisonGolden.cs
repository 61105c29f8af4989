using System.Text.Json;

namespace Penstock.Statistics.Tests.Comparisons;

/// <summary>Golden values made by <c>Golden/derive-comparisons.py</c> with scipy, statsmodels and R.</summary>
internal static class ComparisonGolden
{
    private static readonly Lazy<JsonElement> Document = new(() =>
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "comparisons.json")));
        return document.RootElement.Clone();
    });

    public static JsonElement[] Cases(string topic) => [.. Document.Value.GetProperty(topic).EnumerateArray()];

    public static double Number(this JsonElement one, string name) => one.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement one, string name) =>
        [.. one.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public static long[] Counts(this JsonElement one, string name) =>
        [.. one.GetProperty(name).EnumerateArray().Select(value => value.GetInt64())];

    public static bool IsNull(this JsonElement one, string name) => one.GetProperty(name).ValueKind == JsonValueKind.Null;
}

using System.Text.Json;

namespace Penstock.Statistics.Tests.Sequential;

/// <summary>The samples and values of Golden/derive-sequential-means.py.</summary>
internal static class MeansGolden
{
    public static double[] First { get; } = [.. Enumerable.Range(0, 400).Select(i => ((i * 37) + 11) % 101 / 101d)];

    public static double[] Second { get; } = [.. Enumerable.Range(0, 350).Select(i => (((i * 53) + 29) % 103 / 103d * 0.8) + 0.1)];

    public static double Value(string topic, string name)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "sequential-means.json")));
        return document.RootElement.GetProperty(topic).GetProperty(name).GetDouble();
    }
}

using System.Text.Json;

namespace Penstock.Statistics.Tests.Oracle;

/// <summary>Golden values and raw sets that lie outside the project; a test that needs one is skipped where it is absent.</summary>
internal static class SharedData
{
    private static string? Folder { get; } = Find();

    /// <summary>The path of a file below the folder of shared data; skips the test, with the reason, where there is none.</summary>
    public static string File(string name)
    {
        var file = Path.Combine(Folder ?? string.Empty, name);
        Assert.SkipUnless(System.IO.File.Exists(file), $"{name} is not here: neither below PENSTOCK_DATA nor below ../shared/data.");
        return file;
    }

    /// <summary>The golden values, one object per topic.</summary>
    public static JsonElement Golden(string topic)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(File("oracle/expected.json")));
        return document.RootElement.GetProperty(topic).Clone();
    }

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable("PENSTOCK_DATA");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); folder is null && at is not null; at = at.Parent)
        {
            var beside = Path.Combine(at.FullName, "shared", "data");
            folder = Directory.Exists(beside) ? beside : null;
        }

        return folder;
    }
}

namespace Penstock.Conventions.Tests;

/// <summary>A file whose content is derived from the tree and committed, so that a change of it shows up in review.</summary>
internal static class Committed
{
    /// <summary>Compares, or writes when <see cref="Tree.Updating"/>.</summary>
    public static void Equal(string derived, params string[] path)
    {
        var file = Tree.At(path);
        if (Tree.Updating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, derived);
            return;
        }

        var committed = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
        Assert.True(committed == derived, $"{Tree.Name(file)} is out of date. {Difference(committed, derived)}");
    }

    private static string Difference(string committed, string derived)
    {
        var before = committed.Split('\n').ToHashSet();
        var now = derived.Split('\n').ToHashSet();
        var gone = before.Except(now).Select(line => $"- {line}");
        var added = now.Except(before).Select(line => $"+ {line}");

        return $"""
            Look at the change, then accept it with:
              PENSTOCK_UPDATE=1 dotnet run --project test/Penstock.Conventions.Tests
            {string.Join('\n', gone.Concat(added).Take(40))}
            """;
    }
}

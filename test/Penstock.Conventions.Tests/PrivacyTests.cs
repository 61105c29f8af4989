using System.Text.RegularExpressions;

namespace Penstock.Conventions.Tests;

/// <summary>A published tree says nothing about the machine it was made on.</summary>
public sealed partial class PrivacyTests
{
    private static readonly string[] Endings =
        [".cs", ".razor", ".md", ".sh", ".mjs", ".json", ".yaml", ".yml", ".props", ".targets", ".csproj", ".js", ".css", ".txt"];

    [Fact]
    public void No_file_names_a_folder_of_someone_s_machine()
    {
        Breaches.None(Lines().Where(line => MachinePath().IsMatch(line)));
    }

    [Fact]
    public void No_lock_file_names_the_host_packages_came_from()
    {
        var breaches =
            from file in Tree.Files("package-lock.json", "test", "bench", "src")
            from line in File.ReadLines(file)
            where line.Contains("\"resolved\"", StringComparison.Ordinal)
            select $"{Tree.Name(file)}: {line.Trim()}";

        Breaches.None(breaches);
    }

    [Fact]
    public void No_file_configures_a_package_source()
    {
        Breaches.None(Tree.Files("uget.config", ".").Concat(Tree.Files("uGet.Config", ".")));
        Breaches.None(
            from file in Tree.Files(".npmrc", ".")
            where File.ReadAllText(file).Contains("registry=", StringComparison.Ordinal)
            select Tree.Name(file));
    }

    private static IEnumerable<string> Lines() =>
        from file in Tree.Files(string.Empty, "src", "test", "bench", "docs", "samples", "eng", "deploy").Concat(Directory.EnumerateFiles(Tree.Root))
        where Endings.Contains(Path.GetExtension(file))
        from line in File.ReadLines(file)
        select $"{Tree.Name(file)}: {line.Trim()}";

    [GeneratedRegex(@"(?<![\w.\}$-])/(root|home/\w+|Users/\w+|work)/|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();
}

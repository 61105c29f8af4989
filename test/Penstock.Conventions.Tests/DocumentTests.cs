using System.Text.RegularExpressions;

namespace Penstock.Conventions.Tests;

public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_of_a_document_leads_somewhere()
    {
        var broken =
            from file in Documents()
            from match in Link().Matches(Fence().Replace(File.ReadAllText(file), string.Empty))
            let target = match.Groups[1].Value + match.Groups[2].Value
            where !Outside().IsMatch(target) && !Leads(file, target)
            select $"{Tree.Name(file)} links {target}";

        Breaches.None(broken);
    }

    [Fact]
    public void Every_code_block_that_claims_a_file_equals_it()
    {
        var stale =
            from file in Documents()
            where Renewed(file) != File.ReadAllText(file)
            select file;

        foreach (var file in stale.ToArray())
        {
            Committed.Equal(Renewed(file), Tree.Name(file));
        }
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Tree.Root, "*.md").Concat(Tree.Files(".md", "docs", "samples", "src", "bench", "test", "deploy", "eng"));

    private static bool Leads(string file, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, Uri.UnescapeDataString(parts[0])));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return false;
        }

        return parts.Length == 1
            || Path.GetExtension(path) != ".md"
            || Heading().Matches(File.ReadAllText(path)).Any(heading => Anchor(heading.Groups[1].Value) == parts[1]);
    }

    private static string Anchor(string heading) =>
        NotAnchor().Replace(heading.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-');

    /// <summary>The document with every claimed block replaced by what the file says now.</summary>
    private static string Renewed(string document) =>
        Claim().Replace(File.ReadAllText(document), match =>
            $"{match.Groups["open"].Value}\n{Claimed(document, match.Groups["file"].Value, match.Groups["part"].Value)}\n```");

    private static string Claimed(string document, string name, string part)
    {
        var file = Tree.At(name);
        Assert.True(File.Exists(file), $"{Tree.Name(document)} shows {name}, which does not exist.");
        var text = File.ReadAllText(file).TrimEnd();

        return part.Length == 0 ? text : Part(text, part) ?? throw new InvalidDataException($"{name} has no part '{part}'.");
    }

    /// <summary>The lines between a comment <c>docs: NAME</c> and the next <c>docs: end</c>, moved to the left edge.</summary>
    private static string? Part(string text, string part)
    {
        var lines = text.Split('\n')
            .SkipWhile(line => !line.TrimEnd().EndsWith($"docs: {part}", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => !line.TrimEnd().EndsWith("docs: end", StringComparison.Ordinal))
            .ToArray();
        if (lines.Length == 0)
        {
            return null;
        }

        var margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length < margin ? string.Empty : line[margin..])).Trim('\n');
    }

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)(?:\s+""[^""]*"")?\)|(?:src|href)=""([^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(https?:|mailto:)")]
    private static partial Regex Outside();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotAnchor();

    [GeneratedRegex(@"^(?<open>```\w+ file=(?<file>[^\s#]+)(?:\#(?<part>\S+))?[ ]*)\n(?<body>.*?)\n?```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Claim();
}

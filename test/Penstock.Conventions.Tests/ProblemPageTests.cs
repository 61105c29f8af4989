using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Penstock.Contracts.Faults;

namespace Penstock.Conventions.Tests;

/// <summary>
/// <c>docs/problems.md</c>: a section per fault. Headings and facts come from the fault table; what to do about it is
/// written by hand below them, and kept when the page is written anew.
/// </summary>
public sealed partial class ProblemPageTests
{
    private const string Intro = """
        # Problems

        Every failure that Penstock expects has a stable code. Callers of `/v1` find it in their own dialect's error, callers of the admin API in
        the problem details, operators in logs, traces and metrics. The facts below come from the code; a test keeps them true.

        """;

    [Fact]
    public void Every_fault_has_its_section_with_the_facts_of_the_table()
    {
        Committed.Equal(Render(), "docs", "problems.md");
    }

    [Fact]
    public void Every_section_says_what_to_do()
    {
        var advice = Advice();
        var silent = Enum.GetValues<FaultCode>().Select(code => code.Row().Slug).Where(slug => advice.GetValueOrDefault(slug, string.Empty).Length < 20);

        Breaches.None(silent);
    }

    private static string Render()
    {
        var meanings = Meanings();
        var advice = Advice();
        var page = new StringBuilder(Intro);
        foreach (var code in Enum.GetValues<FaultCode>())
        {
            var row = code.Row();
            page.Append($"\n## {row.Slug}\n\n");
            page.Append($"**{row.Title}.** {meanings[code.ToString()]}\n\n");
            page.Append($"Status {row.Status} · OpenAI type `{row.OpenAiType}` · Anthropic type `{row.AnthropicType}`\n\n");
            page.Append($"{advice.GetValueOrDefault(row.Slug, string.Empty)}\n");
        }

        return page.ToString();
    }

    /// <summary>The hand-written part of each section of the committed page: what follows the line of facts.</summary>
    private static Dictionary<string, string> Advice()
    {
        var file = Tree.At("docs", "problems.md");
        var page = File.Exists(file) ? File.ReadAllText(file) : string.Empty;

        return Section().Matches(page).ToDictionary(match => match.Groups["slug"].Value, match => match.Groups["advice"].Value.Trim());
    }

    private static Dictionary<string, string> Meanings() =>
        Sources.Shipped.Single(file => file.Name.EndsWith("/FaultCode.cs", StringComparison.Ordinal))
            .Root.DescendantNodes()
            .OfType<EnumMemberDeclarationSyntax>()
            .ToDictionary(member => member.Identifier.ValueText, member => Summary().Match(member.GetLeadingTrivia().ToFullString()).Groups[1].Value.Trim());

    [GeneratedRegex(@"^## (?<slug>\S+)\n\n.*?\n\nStatus [^\n]*\n\n(?<advice>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"<summary>(.*?)</summary>", RegexOptions.Singleline)]
    private static partial Regex Summary();
}

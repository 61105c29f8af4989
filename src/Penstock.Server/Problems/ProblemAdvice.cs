using System.Reflection;
using System.Text.RegularExpressions;

namespace Penstock.Server.Problems;

/// <summary>What <c>docs/problems.md</c> says about each fault; the document is part of the build.</summary>
internal static partial class ProblemAdvice
{
    private const string Resource = "Penstock.Server.problems.md";

    private static readonly Dictionary<string, string> Sections = Read();

    public static string Of(string slug) => Sections.GetValueOrDefault(slug, "");

    private static Dictionary<string, string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the build.");
        using var reader = new StreamReader(stream);
        return Section().Matches(reader.ReadToEnd()).ToDictionary(
            match => match.Groups["slug"].Value,
            match => $"{match.Groups["meaning"].Value}\n\n{match.Groups["advice"].Value.Trim()}");
    }

    [GeneratedRegex(
        @"^## (?<slug>\S+)\n\n\*\*.*?\*\* (?<meaning>[^\n]*)\n\nStatus [^\n]*\n\n(?<advice>.*?)(?=^## |\z)",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}

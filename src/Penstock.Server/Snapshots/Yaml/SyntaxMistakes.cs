using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Penstock.Server.Snapshots.Yaml;

/// <summary>Turns the parser's complaint into one that says what to change.</summary>
internal static partial class SyntaxMistakes
{
    public const string FlowVariableHint = "inside { } or [ ] put quotes around \"${VARIABLE}\"";

    private static readonly (string Complaint, string Advice)[] Advices =
    [
        ("tab character", "a tab stands where YAML takes spaces only"),
        ("found invalid mapping", "text with `: ` in it needs quotes, or this line is indented too far"),
        ("expected ',' or", "a `,` or the closing bracket is missing"),
        ("unknown escape character", "no such escape in \"…\"; write `\\\\` for a backslash, or use '…'"),
        ("quoted scalar", "the closing quote is missing, or the text's next line is not indented"),
        ("did not find expected key", "a key is expected here; line it up with its neighbours"),
        ("did not find expected '-' indicator", "line this up with the `- ` entries above it"),
        ("could not find expected ':'", "`: ` is missing after the key, or a space after the colon"),
    ];

    public static Mistake Explain(string text, YamlException failure) =>
        Explain(text, (int)failure.Start.Line, (int)failure.Start.Column, failure.Message);

    /// <summary>A mistake at a place the parser named; tabs and unquoted variables nearby are the likelier cause.</summary>
    public static Mistake Explain(string text, int line, int column, string complaint)
    {
        var lines = text.Split('\n');
        var place = new Place(Math.Clamp(line, 1, lines.Length), Math.Max(1, column));

        for (var near = Math.Max(1, place.Line - 1); near <= Math.Min(lines.Length, place.Line + 1); near++)
        {
            var tab = TabInIndent().Match(lines[near - 1]);
            if (tab.Success)
            {
                return new Mistake(new Place(near, tab.Length), "", "indented with a tab; YAML takes spaces only");
            }
        }

        var advice = Advices.FirstOrDefault(known => complaint.Contains(known.Complaint, StringComparison.OrdinalIgnoreCase)).Advice;
        var hint = UnquotedVariableInFlow().IsMatch(lines[place.Line - 1]) ? $"; {FlowVariableHint}" : "";
        return new Mistake(place, "", $"this is not YAML: {advice ?? "it cannot be read from here on"}{hint}");
    }

    [GeneratedRegex(@"^ *\t")]
    private static partial Regex TabInIndent();

    [GeneratedRegex(@"[\[{,:]\s*\$\{")]
    private static partial Regex UnquotedVariableInFlow();
}

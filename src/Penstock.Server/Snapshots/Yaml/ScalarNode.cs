using System.Globalization;
using System.Text.RegularExpressions;

namespace Penstock.Server.Snapshots.Yaml;

/// <summary>What a scalar is under YAML 1.2's core schema, the one editors and JSON Schema work with.</summary>
internal enum ScalarKind
{
    Null,
    Flag,
    Whole,
    Fraction,
    Text,
}

/// <summary>A single value as written, before variables are put in.</summary>
internal sealed partial class ScalarNode : Node
{
    public ScalarNode(Place place, string text, bool isPlain, int start, int end)
        : base(place)
    {
        Text = text;
        IsPlain = isPlain;
        Start = start;
        End = end;
        ScalarKind = isPlain ? Classify(text) : ScalarKind.Text;
    }

    public string Text { get; }

    /// <summary>Written without quotes and not as a block.</summary>
    public bool IsPlain { get; }

    /// <summary>Where the scalar begins in the document's text, in characters, quotes included.</summary>
    public int Start { get; }

    /// <summary>Where it ends.</summary>
    public int End { get; }

    public ScalarKind ScalarKind { get; }

    public override string Kind => ScalarKind switch
    {
        ScalarKind.Null => "nothing",
        ScalarKind.Flag => Text,
        ScalarKind.Whole or ScalarKind.Fraction => $"the number {Text}",
        ScalarKind.Text => $"\"{Shorten(Text)}\"",
    };

    public static ScalarKind Classify(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Flag,
        _ when WholeNumber().IsMatch(text) => ScalarKind.Whole,
        _ when Number().IsMatch(text) => ScalarKind.Fraction,
        _ => ScalarKind.Text,
    };

    /// <summary>Whole is what JSON Schema calls whole: 3, and 3.0 too.</summary>
    public static bool TryWhole(string text, out long value)
    {
        var isWhole = TryDecimal(text, out var number)
            && decimal.Truncate(number) == number
            && number is >= long.MinValue and <= long.MaxValue;
        value = isWhole ? (long)number : 0;
        return isWhole;
    }

    public static bool TryDecimal(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : line[..39] + "…";
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

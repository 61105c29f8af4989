using System.Text.RegularExpressions;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>The grammar of variables in scalars.</summary>
internal static partial class Variable
{
    /// <summary>For the JSON Schema: text that holds a variable, which only the server can judge.</summary>
    public const string Pattern = @"\$\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\}";

    /// <summary>A stretch of a scalar: text, or a variable with its default in <paramref name="Text"/>, or a mistake.</summary>
    internal readonly record struct Piece(string? Text, string? Name, string? Mistake);

    /// <summary>Whether the text holds variables and nothing else, so that it gives no secret away.</summary>
    public static bool IsOnlyVariables(string text) => OnlyVariables().IsMatch(text);

    public static bool IsIn(string text) => Anywhere().IsMatch(text);

    /// <summary>Reads the piece that begins at <paramref name="at"/> and says where the next one begins.</summary>
    public static int Next(string text, int at, out Piece piece)
    {
        var dollar = text.IndexOf('$', at);
        if (dollar != at)
        {
            var end = dollar < 0 ? text.Length : dollar;
            piece = new Piece(text[at..end], null, null);
            return end;
        }

        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        if (next != '{')
        {
            piece = new Piece("$", null, null);
            return at + (next == '$' ? 2 : 1);
        }

        var match = Anchored().Match(text, at);
        if (match.Success)
        {
            var fallback = match.Groups["default"];
            piece = new Piece(fallback.Success ? fallback.Value : null, match.Groups["name"].Value, null);
            return at + match.Length;
        }

        piece = new Piece(null, null, "`${` begins a variable such as ${NAME} or ${NAME:-default}; for a plain `${` write `$${`");
        return text.Length;
    }

    [GeneratedRegex(@"\G\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Anchored();

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Anywhere();

    [GeneratedRegex(@"^(\$\{[A-Za-z_][A-Za-z0-9_]*\})+\z", RegexOptions.CultureInvariant)]
    private static partial Regex OnlyVariables();
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>Text, with a length and perhaps a pattern.</summary>
internal sealed class TextShape(string words, int minLength = 1, int maxLength = 1_000_000, string? pattern = null)
    : ScalarShape<string>
{
    private readonly Regex? _pattern = pattern is null ? null : new Regex(pattern, RegexOptions.CultureInvariant);

    public override string Words => words;

    protected override JsonObject ToPlainSchema()
    {
        var schema = new JsonObject { ["type"] = "string", ["minLength"] = minLength, ["maxLength"] = maxLength };
        if (pattern is not null)
        {
            schema["pattern"] = pattern;
        }

        return schema;
    }

    protected override string? ComplainAboutKind(ScalarNode scalar) =>
        scalar.ScalarKind is ScalarKind.Text ? null : "; put it in quotes";

    protected override string? Parse(string text, out string? value)
    {
        value = text;
        if (text.Length < minLength)
        {
            return text.Length == 0 ? ", which is empty" : $", which is shorter than {minLength} characters";
        }

        return text.Length > maxLength ? $", which is longer than {maxLength:N0} characters"
            : _pattern?.IsMatch(text) is false ? ""
            : null;
    }
}

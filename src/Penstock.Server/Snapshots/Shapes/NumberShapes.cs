using System.Globalization;
using System.Text.Json.Nodes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>A whole number in a range.</summary>
internal sealed class WholeShape(long min, long max) : ScalarShape<long>
{
    public override string Words => max == long.MaxValue
        ? $"a whole number from {Show(min)}"
        : $"a whole number from {Show(min)} to {Show(max)}";

    protected override JsonObject ToPlainSchema()
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = min };
        if (max != long.MaxValue)
        {
            schema["maximum"] = max;
        }

        return schema;
    }

    protected override string? ComplainAboutKind(ScalarNode scalar) =>
        scalar.ScalarKind is ScalarKind.Whole or ScalarKind.Fraction ? null
        : ScalarNode.TryWhole(scalar.Text, out _) ? "; remove the quotes"
        : ScalarNode.TryWhole(scalar.Text.Replace("_", "").Replace(",", ""), out var value) ? $"; write {value}"
        : "";

    protected override string? Parse(string text, out long value) =>
        ScalarNode.TryWhole(text, out value) && value >= min && value <= max ? null : "";

    private static string Show(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>A decimal number in a range; whole numbers are good too.</summary>
internal sealed class DecimalShape(decimal min, decimal max, string unit = "") : ScalarShape<decimal>
{
    public override string Words => $"a number from {min:0.#########} to {max:#,0.#########}{unit}";

    protected override JsonObject ToPlainSchema() =>
        new() { ["type"] = "number", ["minimum"] = min, ["maximum"] = max };

    protected override string? ComplainAboutKind(ScalarNode scalar) =>
        scalar.ScalarKind is ScalarKind.Whole or ScalarKind.Fraction ? null
        : ScalarNode.TryDecimal(scalar.Text, out _) ? "; remove the quotes"
        : ScalarNode.TryDecimal(scalar.Text.TrimStart('$', ' ').Replace(',', '.'), out var value) ? $"; write {value}"
        : "";

    protected override string? Parse(string text, out decimal value) =>
        ScalarNode.TryDecimal(text, out value) && value >= min && value <= max ? null : "";
}

/// <summary>True or false.</summary>
internal sealed class FlagShape : ScalarShape<bool>
{
    public override string Words => "true or false";

    protected override JsonObject ToPlainSchema() => new() { ["type"] = "boolean" };

    protected override string? ComplainAboutKind(ScalarNode scalar) =>
        scalar.ScalarKind is ScalarKind.Flag ? null
        : bool.TryParse(scalar.Text, out _) ? "; remove the quotes"
        : scalar.Text.ToLowerInvariant() switch
        {
            "yes" or "on" => "; write true",
            "no" or "off" => "; write false",
            _ => "",
        };

    protected override string? Parse(string text, out bool value) => bool.TryParse(text, out value) ? null : "";
}

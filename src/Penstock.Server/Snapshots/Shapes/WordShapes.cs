using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>One of a few words.</summary>
internal sealed class ChoiceShape<T>(IReadOnlyList<(string Word, T Value)> choices) : ScalarShape<T>
{
    public override string Words => "one of " + string.Join(", ", choices.Select(choice => choice.Word));

    protected override JsonObject ToPlainSchema() => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice.Word)]),
    };

    protected override string? ComplainAboutKind(ScalarNode scalar) => scalar.ScalarKind is ScalarKind.Text ? null : "";

    protected override string? Parse(string text, out T? value)
    {
        foreach (var (word, good) in choices)
        {
            if (word == text)
            {
                value = good;
                return null;
            }
        }

        value = default;
        var near = Nearest.To(text, choices.Select(choice => choice.Word));
        return near is null ? "" : $"; did you mean {near}?";
    }
}

/// <summary>An absolute http or https address.</summary>
internal sealed class UrlShape : ScalarShape<Uri>
{
    private static readonly SearchValues<char> Unwanted = SearchValues.Create(" \t\r\n?#@");

    public override string Words => "an http or https URL without query, fragment or credentials";

    protected override JsonObject ToPlainSchema() =>
        new() { ["type"] = "string", ["pattern"] = @"^[hH][tT][tT][pP][sS]?://[^\s?#@/]+(/[^\s?#@]*)?$" };

    // Passwords and keys hide in URLs.
    protected override bool MayShow(string text) => !text.AsSpan().ContainsAny('@', '?');

    protected override string? ComplainAboutKind(ScalarNode scalar) => scalar.ScalarKind is ScalarKind.Text ? null : "";

    protected override string? Parse(string text, out Uri? value)
    {
        var isGood = Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out value)
            && value.Scheme is "http" or "https"
            && value is { Host.Length: > 0, Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 }
            && !text.AsSpan().ContainsAny(Unwanted);
        return isGood ? null : text.Contains("://") ? "" : "; begin with http:// or https://";
    }
}

/// <summary>A date, or a time with its offset.</summary>
internal sealed partial class MomentShape : ScalarShape<DateTimeOffset>
{
    private const string Form =
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?$";

    public override string Words => "a date such as 2030-01-31 (its first moment, UTC) or a time such as 2030-01-31T18:00:00Z";

    protected override JsonObject ToPlainSchema() => new() { ["type"] = "string", ["pattern"] = Form };

    protected override string? ComplainAboutKind(ScalarNode scalar) => scalar.ScalarKind is ScalarKind.Text ? null : "";

    protected override string? Parse(string text, out DateTimeOffset value)
    {
        var style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        value = default;
        return MomentForm().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, style, out value)
            ? null
            : "";
    }

    [GeneratedRegex(Form, RegexOptions.CultureInvariant)]
    private static partial Regex MomentForm();
}

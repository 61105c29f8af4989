using Penstock.Server.Snapshots.Shapes;

namespace Penstock.Server.Snapshots.Document;

/// <summary>The kinds of value that several sections share.</summary>
internal static class Values
{
    public static readonly TextShape Name = new(
        "a name of letters, digits and . _ - : / @ (up to 128, the first a letter or digit)",
        maxLength: 128,
        pattern: "^[A-Za-z0-9][A-Za-z0-9._:/@-]*$");

    public static readonly FlagShape Flag = new();

    public static TextShape Text(int maxLength = 1_000) => new("text", maxLength: maxLength);

    public static TextShape Secret(string words) => new(words, maxLength: 4_096, pattern: @"^[!-~]+$") { IsSecret = true };

    public static WholeShape Whole(long min, long max = long.MaxValue) => new(min, max);

    public static DurationShape Duration(TimeSpan min, TimeSpan max) => new(min, max);

    public static ChoiceShape<string> Choice(params string[] words) => new([.. words.Select(word => (word, word))]);

    public static ListShape<T> ListOf<T>(SectionShape<T> section) => new(section, "a list of mappings");

    public static ListShape<T> ListOf<T>(ScalarShape<T> item, string words, int min = 0, int max = 1_000) =>
        new(item, words, min, max);

    /// <summary>HTTP headers; their values may be credentials, so they are kept like secrets.</summary>
    public static TableShape<string> Headers() => new(
        new TextShape("text on one line", maxLength: 8_192, pattern: @"^[ -~]+$") { IsSecret = true },
        "a mapping from header names to texts",
        "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$",
        "a header name");
}

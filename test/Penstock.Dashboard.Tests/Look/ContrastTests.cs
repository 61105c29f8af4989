using System.Globalization;
using System.Text.RegularExpressions;

namespace Penstock.Dashboard.Tests.Look;

/// <summary>WCAG 2.2 contrast of the design tokens, computed: 4.5 to 1 for text, 3 to 1 for what marks a control.</summary>
public sealed partial class ContrastTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> Themes = Read();

    [Theory]
    [InlineData("text", "bg", 4.5)]
    [InlineData("text", "surface", 4.5)]
    [InlineData("text", "raised", 4.5)]
    [InlineData("text-2", "bg", 4.5)]
    [InlineData("text-2", "surface", 4.5)]
    [InlineData("text-2", "raised", 4.5)]
    [InlineData("brand", "surface", 4.5)]
    [InlineData("brand", "bg", 4.5)]
    [InlineData("brand", "brand-soft", 4.5)]
    [InlineData("on-brand", "brand", 4.5)]
    [InlineData("good", "good-soft", 4.5)]
    [InlineData("warn", "warn-soft", 4.5)]
    [InlineData("bad", "bad-soft", 4.5)]
    [InlineData("bad", "surface", 4.5)]
    [InlineData("text", "warn-soft", 4.5)]
    [InlineData("text", "bad-soft", 4.5)]
    [InlineData("text", "brand-soft", 4.5)]
    [InlineData("line-strong", "surface", 3)]
    [InlineData("part-stream", "surface", 2.9)]
    [InlineData("part-first", "surface", 2.9)]
    public void Text_and_controls_stand_out_in_both_themes(string front, string back, double least)
    {
        foreach (var (theme, tokens) in Themes)
        {
            var ratio = Ratio(tokens[front], tokens[back]);

            Assert.True(ratio >= least, $"{theme}: --{front} on --{back} is {ratio:0.00} to 1, and needs {least}.");
        }
    }

    [Fact]
    public void The_dark_theme_answers_every_colour_of_the_light_one()
    {
        Assert.Equal(Themes["light"].Keys.Order(), Themes["dark"].Keys.Order());
    }

    private static double Ratio(string front, string back)
    {
        var (a, b) = (Luminance(front), Luminance(back));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour) =>
        (0.2126 * Channel(colour, 1)) + (0.7152 * Channel(colour, 3)) + (0.0722 * Channel(colour, 5));

    private static double Channel(string colour, int at)
    {
        var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        var blocks = File.ReadAllText(TokensPath()).Split('}');
        return new() { ["light"] = Colours(blocks[0]), ["dark"] = Colours(blocks[1]) };
    }

    private static Dictionary<string, string> Colours(string block) =>
        Token().Matches(block).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static string TokensPath()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Penstock.slnx")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new InvalidOperationException("No checkout above the tests.");
        }

        return Path.Combine(folder, "src", "Penstock.Dashboard", "wwwroot", "tokens.css");
    }

    [GeneratedRegex(@"--([\w-]+): (#[0-9a-f]{6});")]
    private static partial Regex Token();
}

using System.Globalization;
using System.Text;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>
/// The price of being allowed to look: for each method and effect, the observations until it stops as a multiple of what a fixed test
/// with 80 % power needs. A dot is the median run, the line above it reaches to nine runs in ten.
/// </summary>
internal sealed record CostPlot(string Image, string Section)
{
    public const string FileName = "statistics-cost.svg";
    public const string Heading = "## What looking costs";

    private const double Left = 56;
    private const double Top = 24;
    private const double Width = 620;
    private const double Height = 380;
    private const double Doublings = 5;
    private const double LeastDoubling = -1;

    private static readonly string[] Colours = ["#3b6fd4", "#d4663b", "#2d9a63", "#9b51c9", "#c9a227", "#5b6770", "#c2417c", "#1d9fb0", "#7a5230", "#8a9a2d"];

    public static CostPlot Of(IReadOnlyList<CostRow> rows, int runs) => new(Draw(rows), Describe(rows, runs));

    private static string Draw(IReadOnlyList<CostRow> rows)
    {
        var methods = rows.Select(row => row.Method).Distinct().ToArray();
        var effects = rows.Select(row => row.Effect).Distinct().Order().ToArray();
        var height = Math.Max(Height, methods.Length * 34) + Top + 48;
        var image = new StringBuilder();
        image.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1080 {height:0}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Observations until a sequential method stops, as a multiple of a fixed test">
            <rect width="100%" height="100%" fill="#fff"/>

            """);
        Grid(image, effects);
        for (var method = 0; method < methods.Length; method++)
        {
            var own = rows.Where(row => row.Method == methods[method]).ToArray();
            foreach (var row in own)
            {
                Mark(image, row, X(Array.IndexOf(effects, row.Effect), effects.Length, method, methods.Length), Colours[method % Colours.Length]);
            }

            Legend(image, methods[method], method);
        }

        return image.Append("</svg>\n").ToString();
    }

    private static void Grid(StringBuilder image, double[] effects)
    {
        for (var doubling = Math.Ceiling(LeastDoubling); doubling <= LeastDoubling + Doublings; doubling++)
        {
            var y = Y(Math.Pow(2, doubling));
            var stroke = doubling == 0 ? "#222" : "#ddd";
            image.Append(CultureInfo.InvariantCulture, $"""<line x1="{Left}" x2="{Left + Width}" y1="{y:0.0}" y2="{y:0.0}" stroke="{stroke}"/><text x="{Left - 8}" y="{y + 4:0.0}" text-anchor="end">{Math.Pow(2, doubling):0.##}×</text>{"\n"}""");
        }

        for (var effect = 0; effect < effects.Length; effect++)
        {
            var x = Left + (Width * (effect + 0.5) / effects.Length);
            image.Append(CultureInfo.InvariantCulture, $"""<text x="{x:0.0}" y="{Top + Height + 20}" text-anchor="middle">{effects[effect]:0.###}</text>{"\n"}""");
        }

        image.Append(CultureInfo.InvariantCulture, $"""<text x="{Left + (Width / 2)}" y="{Top + Height + 40}" text-anchor="middle">true effect, in standard deviations; 1× is a fixed test with 80 % power</text>{"\n"}""");
    }

    private static void Mark(StringBuilder image, CostRow row, double x, string colour)
    {
        var (median, most) = (Y((double)row.Median / row.Fixed80), Y((double)row.Percentile90 / row.Fixed80));
        image.Append(CultureInfo.InvariantCulture, $"""<line x1="{x:0.0}" x2="{x:0.0}" y1="{median:0.0}" y2="{most:0.0}" stroke="{colour}" stroke-width="2"/><circle cx="{x:0.0}" cy="{median:0.0}" r="4" fill="{colour}"/>{"\n"}""");
    }

    private static void Legend(StringBuilder image, string method, int index)
    {
        var (x, y) = (Left + Width + 24, Top + 8 + (34 * index));
        var cut = method.IndexOf(',', StringComparison.Ordinal);
        var (name, settings) = cut < 0 ? (method, string.Empty) : (method[..cut], method[(cut + 1)..].Trim());
        image.Append(CultureInfo.InvariantCulture, $"""<circle cx="{x}" cy="{y}" r="5" fill="{Colours[index % Colours.Length]}"/><text x="{x + 12}" y="{y + 4}">{Escaped(name)}</text><text x="{x + 12}" y="{y + 18}" fill="#667" font-size="11">{Escaped(settings)}</text>{"\n"}""");
    }

    private static double X(int effect, int effects, int method, int methods) =>
        Left + (Width * (effect + 0.15 + (0.7 * (method + 0.5) / methods)) / effects);

    private static double Y(double ratio) =>
        Top + (Height * (1 - ((Math.Clamp(Math.Log2(ratio), LeastDoubling, LeastDoubling + Doublings) - LeastDoubling) / Doublings)));

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Describe(IReadOnlyList<CostRow> rows, int runs)
    {
        var text = new StringBuilder($"""

            {Heading}

            Observations until a method with a look after every one of them excludes the null value, when there is an effect. The fixed test looks once, at a count that had to be chosen
            beforehand and misses the effect in one experiment out of five (80 %) or ten (90 %). A run that had not stopped at twenty times the fixed count (at least 5,000) was cut off there, and
            counts with that in the mean. {runs:N0} runs a line.

            ![Observations until each method stops, as a multiple of a fixed test](images/{FileName})

            | method | effect | fixed test, 80 % | fixed test, 90 % | median | mean | nine in ten | stopped |
            | --- | --- | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var row in rows.GroupBy(row => row.Method).SelectMany(method => method))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Method} | {row.Effect:0.###} | {row.Fixed80:N0} | {row.Fixed90:N0} | {row.Median:N0} ({(double)row.Median / row.Fixed80:0.0}×) | {row.Mean:N0} | {row.Percentile90:N0} | {row.ShareStopped:P1} |\n");
        }

        return text.ToString();
    }
}

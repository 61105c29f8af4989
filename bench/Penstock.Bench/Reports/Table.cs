using System.Text;

namespace Penstock.Bench.Reports;

/// <summary>A Markdown table that also reads well on a terminal.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var widths = columns.Select((name, index) => _rows.Select(row => row[index].Length).Append(name.Length).Max()).ToArray();
        var text = new StringBuilder();
        Line(text, columns, widths);
        Line(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (var row in _rows)
        {
            Line(text, row, widths);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string[] cells, int[] widths) =>
        text.Append("| ").AppendJoin(" | ", cells.Select((cell, index) => cell.PadRight(widths[index]))).Append(" |\n");
}

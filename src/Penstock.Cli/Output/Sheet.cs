using Spectre.Console;
using Spectre.Console.Rendering;

namespace Penstock.Cli.Output;

/// <summary>Tables with one look: no frame, a quiet head, numbers to the right.</summary>
internal static class Sheet
{
    /// <summary>A table whose columns are named; a name that begins with <c>&gt;</c> is of numbers.</summary>
    public static Table Of(params string[] names)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var name in names)
        {
            var isNumber = name.StartsWith('>');
            table.AddColumn(new TableColumn(new Text(isNumber ? name[1..] : name, new Style(decoration: Decoration.Dim)))
            {
                Alignment = isNumber ? Justify.Right : Justify.Left,
                NoWrap = true,
                Padding = new Padding(0, 0, 2, 0),
            });
        }

        return table;
    }

    public static void Row(this Table table, params IEnumerable<string?> cells) =>
        table.AddRow(cells.Select(cell => (IRenderable)new Text(cell ?? "-")));

    /// <summary>Names and values below each other.</summary>
    public static Grid Facts(params IEnumerable<(string Name, string? Value)> facts)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) }).AddColumn();
        foreach (var (name, value) in facts.Where(fact => fact.Value is not null))
        {
            grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(value!));
        }

        return grid;
    }
}

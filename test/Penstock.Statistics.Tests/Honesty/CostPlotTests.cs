using System.Xml.Linq;

namespace Penstock.Statistics.Tests.Honesty;

public sealed class CostPlotTests
{
    [Fact]
    public void Every_row_is_a_dot_and_a_line_of_the_table_and_a_dot_at_one_lies_on_the_line_of_the_fixed_test()
    {
        CostRow[] rows =
        [
            new("One, <as it comes>", 0.1, 785, 1051, 785, 800, 1570, 1),
            new("Other", 0.1, 785, 1051, 1570, 1600, 3140, 0.99),
        ];

        var plot = CostPlot.Of(rows, runs: 2_000);

        var dots = XDocument.Parse(plot.Image).Descendants().Where(node => node.Name.LocalName == "circle" && (string?)node.Attribute("r") == "4").ToArray();
        var fixedTest = XDocument.Parse(plot.Image).Descendants().Single(node => node.Name.LocalName == "line" && (string?)node.Attribute("stroke") == "#222");
        Assert.Equal(2, dots.Length);
        Assert.Equal((string?)fixedTest.Attribute("y1"), (string?)dots[0].Attribute("cy"));
        Assert.Contains("| Other | 0.1 | 785 | 1,051 | 1,570 (2.0×) | 1,600 | 3,140 | 99.0 % |", plot.Section, StringComparison.Ordinal);
    }
}

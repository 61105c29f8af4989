using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using BarMarker = Plotly.Blazor.Traces.BarLib.Marker;

namespace Penstock.Dashboard.Components;

/// <summary>What a chart counts.</summary>
public enum ChartUnit
{
    /// <summary>Things.</summary>
    Count,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>United States dollars.</summary>
    Usd,
}

/// <summary>How every chart looks. Texts and lines take their colours from the style sheet, so that a chart follows the theme.</summary>
internal static class ChartStyle
{
    public const string Good = "#2c9a5b";
    public const string Warn = "#d9962a";
    public const string Bad = "#d6453d";
    public const string Brand = "#2f8fb3";
    public const string Strong = "#8a6fd1";

    public static Config Config() => new()
    {
        Responsive = true,
        DisplayLogo = false,
        DisplayModeBar = Plotly.Blazor.ConfigLib.DisplayModeBarEnum.False,
        ScrollZoom = Plotly.Blazor.ConfigLib.ScrollZoomFlag.False,
        ShowTips = false,
    };

    public static Plotly.Blazor.Layout Layout(ChartUnit unit, bool stacked, bool legend) => new()
    {
        AutoSize = true,
        PaperBgColor = "rgba(0,0,0,0)",
        PlotBgColor = "rgba(0,0,0,0)",
        Margin = new Margin { L = 8, R = 8, T = 12, B = 4, AutoExpand = true },
        BarMode = stacked ? BarModeEnum.Stack : BarModeEnum.Group,
        BarGap = 0.15m,
        HoverMode = HoverModeEnum.XUnified,
        DragMode = DragModeEnum.False,
        ShowLegend = legend,
        UiRevision = "kept",
        Font = new Plotly.Blazor.LayoutLib.Font { Size = 12 },
        Legend = [new Legend { Orientation = Plotly.Blazor.LayoutLib.LegendLib.OrientationEnum.H, X = 0, Y = 1.02m, YAnchor = Plotly.Blazor.LayoutLib.LegendLib.YAnchorEnum.Bottom }],
        XAxis =
        [
            new XAxis
            {
                Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Date,
                FixedRange = true,
                ShowGrid = false,
                AutoMargin = Plotly.Blazor.LayoutLib.XAxisLib.AutoMarginFlag.True,
                HoverFormat = "%Y-%m-%d %H:%M UTC",
                // Ticks that are not seen keep the first time clear of the zero.
                Ticks = Plotly.Blazor.LayoutLib.XAxisLib.TicksEnum.Outside,
                TickLen = 6,
                TickColor = "rgba(0,0,0,0)",
            },
        ],
        YAxis =
        [
            new YAxis
            {
                FixedRange = true,
                RangeMode = Plotly.Blazor.LayoutLib.YAxisLib.RangeModeEnum.ToZero,
                AutoMargin = Plotly.Blazor.LayoutLib.YAxisLib.AutoMarginFlag.True,
                NTicks = 5,
                ZeroLine = false,
                TickPrefix = unit is ChartUnit.Usd ? "$" : "",
                TickSuffix = unit switch { ChartUnit.Milliseconds => " ms", ChartUnit.Seconds => " s", _ => "" },
                HoverFormat = unit switch { ChartUnit.Milliseconds => ",.0f", ChartUnit.Seconds => ".2f", ChartUnit.Usd => ",.7~g", _ => ",d" },
                ExponentFormat = Plotly.Blazor.LayoutLib.YAxisLib.ExponentFormatEnum.None,
            },
        ],
    };

    public static Bar Bars(string name, string color, IEnumerable<object> at, IEnumerable<object> values) => new()
    {
        Name = name,
        X = [.. at],
        Y = [.. values],
        Marker = new BarMarker { Color = color },
    };

    public static Scatter Curve(string name, string color, IEnumerable<object> at, IEnumerable<object?> values) => new()
    {
        Name = name,
        X = [.. at],
        Y = [.. values!],
        // A point that has no neighbour draws no line, and must be seen all the same.
        Mode = ModeFlag.Lines | ModeFlag.Markers,
        Marker = new Plotly.Blazor.Traces.ScatterLib.Marker { Size = 4, Color = color },
        ConnectGaps = false,
        Line = new Line { Color = color, Width = 2 },
    };
}

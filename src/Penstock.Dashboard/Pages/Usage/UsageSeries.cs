using System.Globalization;
using Penstock.Contracts.Admin.Usage;
using Penstock.Dashboard.Components;
using Plotly.Blazor;

namespace Penstock.Dashboard.Pages.Usage;

/// <summary>The cost of every day, one colour for each of the most expensive names and one for the rest.</summary>
internal static class UsageSeries
{
    private const string Rest = "others";
    private const string RestColor = "#8b98a5";
    private const int LongestLabel = 28;

    private static readonly string[] Colors = ["#2f8fb3", "#8a6fd1", "#2c9a5b", "#d9962a", "#c2558f", "#5b7fd6", "#8f7a4f"];

    /// <summary>The names that have a colour of their own, most expensive first.</summary>
    public static List<string> Largest(UsageReport report, string groupBy) =>
    [
        .. report.Rows.GroupBy(row => Name(row, groupBy)).OrderByDescending(rows => rows.Sum(row => row.CostUsd.Value)).Select(rows => rows.Key).Take(Colors.Length),
    ];

    /// <summary>The colour of a name.</summary>
    public static string Color(List<string> largest, string name) =>
        largest.IndexOf(name) is >= 0 and var index ? Colors[index] : RestColor;

    /// <summary>The series to stack.</summary>
    /// <param name="report">Usage by day, or by day and one thing more.</param>
    /// <param name="groupBy">That thing; <c>day</c> for none.</param>
    public static IReadOnlyList<ITrace> Of(UsageReport report, string groupBy)
    {
        var days = Days(report);
        var largest = Largest(report, groupBy);
        var costs = report.Rows.ToLookup(row => (row.Day, Name: largest.Contains(Name(row, groupBy)) ? Name(row, groupBy) : Rest), row => row.CostUsd.Usd);
        var series = largest.Select(Bars);
        return costs.Any(cost => cost.Key.Name == Rest) ? [.. series, Bars(Rest)] : [.. series];

        ITrace Bars(string name) => ChartStyle.Bars(
            name.Length > LongestLabel ? name[..(LongestLabel - 1)] + "…" : name,
            Color(largest, name),
            days.Select(day => (object)day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            days.Select(day => (object)costs[(day, name)].Sum()));
    }

    private static string Name(UsageRow row, string groupBy) => groupBy == "day" ? "Cost" : UsageText.Name(row, groupBy);

    // Every day of the period, also those on which nothing was used.
    private static DateOnly[] Days(UsageReport report)
    {
        var first = DateOnly.FromDateTime(report.From.UtcDateTime);
        return [.. Enumerable.Range(0, DateOnly.FromDateTime(report.To.UtcDateTime).DayNumber - first.DayNumber + 1).Select(first.AddDays)];
    }
}

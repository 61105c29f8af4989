using System.Globalization;
using System.Text;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>The page that says how often each method was wrong.</summary>
internal static class AuditReport
{
    public static string Write(IReadOnlyList<Finding> findings, string cost)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # How often the statistics are wrong

            Written by `eng/statistics-audit.sh`; not edited by hand. Each line is a simulated world whose truth is known: data are drawn, the method is asked, and it is
            wrong when its interval misses the truth or when it rejects a null hypothesis that holds. {findings.Count} lines, {findings.Min(one => one.Runs):N0} runs each, every run with a seed of its own, so that the
            same command gives the same page. SE is the standard error of the rate at so many runs.

            * **holds**: within 3 SE of the rate it promises, on both sides.
            * **holds, cautious**: promised only never to be wrong more often than its level; at most 3 SE above it.
            * **as enumerated**: a discrete method whose true rate is not its level; within 3 SE of the exact rate, added up over every possible outcome.
            * **breaks**: wrong more often than it says. These lines are the settings that the documentation warns of, kept here so that the warning has a figure.

            A line that misses its promise is run again ten times as long with other seeds, and that decides: one line in 370 misses 3 SE by chance.

            """);

        foreach (var group in findings.GroupBy(one => one.Case.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| method | data | may be wrong | was wrong | SE | runs | |\n| --- | --- | --- | --- | --- | --- | --- |\n");
            foreach (var one in group)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {one.Case.Method} | {one.Case.Setting} | {Share(one.Case.Nominal)} | {Share(one.Rate)} | {Share(one.StandardError)} | {one.Runs:N0} | {Verdict(one)} |\n");
            }
        }

        return page.Append(cost).ToString();
    }

    private static string Verdict(Finding one) => (one.Holds, one.Case.Promise) switch
    {
        (false, _) => string.Create(CultureInfo.InvariantCulture, $"**off by {one.Deviation:F1} SE**"),
        (_, Promise.Exact) => "holds",
        (_, Promise.AtMost) => "holds, cautious",
        (_, Promise.Enumerated) => $"as enumerated: {Share(one.Case.Enumerated!.Value)}",
        (_, Promise.Broken) => "breaks",
        var other => throw new InvalidOperationException($"No word for {other}."),
    };

    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.###} %");
}

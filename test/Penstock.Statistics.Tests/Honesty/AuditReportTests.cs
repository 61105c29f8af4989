namespace Penstock.Statistics.Tests.Honesty;

public sealed class AuditReportTests
{
    private const int LongRuns = 10_000;
    private const int CostRuns = 2_000;

    /// <summary>The long form. Runs only when asked for by name: <c>eng/statistics-audit.sh</c>.</summary>
    [Fact(Explicit = true)]
    public async Task The_long_form_is_written_into_the_documents()
    {
        var runs = int.TryParse(Environment.GetEnvironmentVariable("PENSTOCK_AUDIT_RUNS"), out var asked) ? asked : LongRuns;
        var findings = new List<Finding>();
        foreach (var one in HonestyCases.All)
        {
            var finding = Audit.Judge(one, runs);
            findings.Add(finding);
            await Console.Error.WriteLineAsync($"{(finding.Holds ? "ok  " : "OFF ")} {one.Name}: {100 * finding.Rate:0.###} % ({finding.Deviation:+0.0;-0.0} SE)");
        }

        var costRuns = Math.Min(runs, CostRuns);
        var plot = CostPlot.Of(SampleSizeCost.Rows(costRuns), costRuns);
        await File.WriteAllTextAsync(Documents("images", CostPlot.FileName), plot.Image, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Documents("statistics-audit.md"), AuditReport.Write(findings, plot.Section), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(findings, one => !one.Holds);
    }

    [Fact]
    public void The_committed_report_knows_every_case_and_no_other()
    {
        var lines = File.ReadLines(Documents("statistics-audit.md"))
            .TakeWhile(line => line != CostPlot.Heading)
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains(" % |", StringComparison.Ordinal))
            .Select(line => string.Join('|', line.Split('|')[1..3]).Trim());

        var cases = HonestyCases.All.Select(one => $"{one.Method} | {one.Setting}");

        Assert.Equal(cases.Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }

    private static string Documents(params string[] parts)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Penstock.slnx")))
        {
            at = at.Parent;
        }

        return Path.Combine([at?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository."), "docs", .. parts]);
    }
}

using Penstock.Simulator.Replay;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Replay;

public sealed class ReplayTests
{
    private static readonly TracePoint[] Points =
    [
        .. Enumerable.Range(0, 60).Select(index => new TracePoint(TimeSpan.FromMilliseconds(index * 100), 1 + (index * 7), 1 + (index % 40))),
    ];

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_callers_are_told_equals_what_the_engine_served_to_the_token(bool isAnthropic, bool stream)
    {
        await using var fleet = await RunningFleet.StartAsync();
        var options = Options(fleet, "sim-small") with { IsAnthropic = isAnthropic, Stream = stream, SharedPrefix = 40 };

        var report = await RunAsync(options);

        Assert.Equal((60, 60, 0), (report.Requests, report.Answered, report.Failed));
        Assert.Equal(Points.Sum(point => point.PromptTokens), report.PromptTokens);
        Assert.Equal(Points.Sum(point => point.AnswerTokens), report.CompletionTokens);
        Assert.True(report.CachedTokens > 0);
        Assert.True(report.Served!.IsEqual);
        Assert.Equal(stream, report.FirstTokenMs is not null);
    }

    [Theory]
    [InlineData("m!status-503-times-5", "status 503", true)]
    [InlineData("m!no-done-times-5", "no terminator", true)]
    [InlineData("m!end-at-0-times-5", "no finish reason", true)]
    [InlineData("m!error-at-0-times-5", "error in the stream", true)]
    [InlineData("m!no-usage-times-5", "no usage", false)]
    public async Task An_incomplete_answer_is_a_failure_with_a_name(string model, string failure, bool stream)
    {
        await using var fleet = await RunningFleet.StartAsync();

        var report = await RunAsync(Options(fleet, model) with { Stream = stream });

        Assert.Equal((55, 5), (report.Answered, report.Failed));
        Assert.Equal(5, report.Failures[failure]);
    }

    [Fact]
    public async Task A_token_that_callers_were_not_told_of_shows_as_a_difference()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var report = await RunAsync(Options(fleet, "m!malformed-at-0-once"));

        Assert.Equal(1, report.Failed);
        Assert.False(report.Served!.IsEqual);
    }

    [Fact]
    public async Task A_trace_is_read_in_its_window_and_in_order()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            path,
            "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n2023-11-16 18:16:46.6805900,1,1\n",
            RunningFleet.Cancel);

        var points = await TraceReader.ReadAsync(path, TimeSpan.FromMinutes(1), RunningFleet.Cancel);

        File.Delete(path);
        Assert.Equal([new TracePoint(TimeSpan.Zero, 374, 44), new TracePoint(TimeSpan.FromTicks(43145790), 396, 109)], points);
    }

    [Theory]
    [InlineData("a,b\n", "the first line must name the columns")]
    [InlineData("TIMESTAMP,ContextTokens,GeneratedTokens\nsoon,1,2\n", "line 2")]
    [InlineData("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46,1\n", "line 2")]
    public async Task A_trace_that_cannot_be_read_says_where(string text, string expected)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, text, RunningFleet.Cancel);

        var exception = await Assert.ThrowsAsync<FormatException>(() => TraceReader.ReadAsync(path, TimeSpan.MaxValue, RunningFleet.Cancel));

        File.Delete(path);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recorded_conversation_trace_has_the_published_size()
    {
        var data = Environment.GetEnvironmentVariable("PENSTOCK_DATA") ?? Path.Combine(Root(), "..", "shared", "data");
        var path = Path.Combine(data, "azure-llm-2023", "AzureLLMInferenceTrace_conv.csv");
        Assert.SkipUnless(File.Exists(path), "The Azure traces are not here; set PENSTOCK_DATA to the folder that holds azure-llm-2023.");

        var points = await TraceReader.ReadAsync(path, TimeSpan.MaxValue, RunningFleet.Cancel);

        Assert.Equal(19_366, points.Count);
        Assert.InRange(points[^1].At.TotalSeconds, 3501, 3503);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Penstock.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? ".";
    }

    private static ReplayOptions Options(RunningFleet fleet, string model) => new()
    {
        Trace = "",
        Url = new Uri(fleet.Engine.BaseUrl),
        Model = model,
        Speed = 50,
        Served = [fleet.Engine.Address],
    };

    private static async Task<ReplayReport> RunAsync(ReplayOptions options)
    {
        var before = await ServedQuery.SumAsync(options.Served, RunningFleet.Cancel);
        using var run = new ReplayRun(options, TimeProvider.System, TextWriter.Null);
        var report = await run.RunAsync(Points, RunningFleet.Cancel);
        var after = await ServedQuery.SumAsync(options.Served, RunningFleet.Cancel);
        return report with { Served = ServedComparison.Of(report, before, after) };
    }
}

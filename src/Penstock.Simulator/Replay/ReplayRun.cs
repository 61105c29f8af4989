using System.Text.Json;

namespace Penstock.Simulator.Replay;

/// <summary>Sends a trace open loop: each request at its own time, whatever became of those before it.</summary>
internal sealed class ReplayRun(ReplayOptions options, TimeProvider clock, TextWriter progress) : IDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = int.MaxValue,
        UseProxy = false,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private int _ended;
    private int _failed;

    public async Task<ReplayReport> RunAsync(IReadOnlyList<TracePoint> points, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var nextReport = ReportEvery;
        var running = new Task<ReplayResult>[points.Count];

        for (var index = 0; index < points.Count; index++)
        {
            var due = points[index].At / options.Speed;
            await WaitAsync(start, due, cancellationToken);

            running[index] = SendAsync(points[index], index, start, due, cancellationToken);
            if (due >= nextReport)
            {
                nextReport = due + ReportEvery;
                await progress.WriteLineAsync(
                    $"{due:mm\\:ss} sent {index + 1} of {points.Count}, answered {_ended - _failed}, failed {_failed}");
            }
        }

        var results = await Task.WhenAll(running);
        return ReplayReport.Of(points, results, clock.GetElapsedTime(start));
    }

    public void Dispose() => _http.Dispose();

    /// <remarks>A timer may fire a little early; a request may not leave before its time.</remarks>
    private async Task WaitAsync(long start, TimeSpan due, CancellationToken cancellationToken)
    {
        while (due - clock.GetElapsedTime(start) is { Ticks: > 0 } early)
        {
            await Task.Delay(early, clock, cancellationToken);
        }
    }

    private async Task<ReplayResult> SendAsync(
        TracePoint point, int number, long start, TimeSpan due, CancellationToken cancellationToken)
    {
        await Task.Yield();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Deadline);
        var result = new ReplayResult();
        try
        {
            using var request = ReplayRequest.Make(options, point, number);
            result = result with { Lateness = clock.GetElapsedTime(start) - due };
            using var response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            result = await ReadAsync(response, result, () => clock.GetElapsedTime(start) - due, deadline.Token);
        }
        catch (Exception exception) when (
            exception is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = result with { Failure = Describe(exception) };
        }

        Interlocked.Increment(ref _ended);
        Interlocked.Add(ref _failed, result.Failure is null ? 0 : 1);
        return result with { Latency = clock.GetElapsedTime(start) - due };
    }

    private static string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => "deadline",
        JsonException => "answer is not JSON",
        HttpRequestException request => $"connection ({request.HttpRequestError})",
        HttpIOException response => $"connection ({response.HttpRequestError})",
        _ => "connection",
    };

    private async Task<ReplayResult> ReadAsync(
        HttpResponseMessage response, ReplayResult result, Func<TimeSpan> age, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            return result with { Failure = $"status {(int)response.StatusCode}" };
        }

        var reader = new AnswerReader(options.IsAnthropic);
        if (!options.Stream)
        {
            reader.ReadWhole(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return result with { Failure = reader.Defect, Usage = reader.Usage };
        }

        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            var hadToken = reader.HasToken;
            reader.ReadLine(line);
            if (reader.HasToken && !hadToken)
            {
                result = result with { FirstToken = age() };
            }
        }

        return result with { Failure = reader.Defect, Usage = reader.Usage };
    }
}

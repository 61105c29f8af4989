using System.Diagnostics;
using Penstock.Simulator;
using Penstock.Testing;

namespace Penstock.Bench.Cancellation;

/// <summary>How long after a caller's leaving its provider is told: from closing the caller's connection to the engine's noticing.</summary>
internal static class CancellationScenario
{
    private const int Calls = 200;
    private const int WarmUp = 20;
    private const string Streamed = "sim-small!per-token-20ms!tokens-2000";
    private const string Whole = "sim-small!first-token-after-60s";

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await MeasureAsync("in the middle of a stream", Streamed, stream: true, cancellationToken);
        await MeasureAsync("while waiting for a whole answer", Whole, stream: false, cancellationToken);
        return 0;
    }

    private static async Task MeasureAsync(string when, string model, bool stream, CancellationToken cancellationToken)
    {
        await using var fleet = await SimulatedFleet.StartAsync(new FleetOptions { RecordedRequests = 8 }, cancellationToken);
        await using var host = await GatewayHost.StartAsync(TestSettings.For(fleet, model), cancellationToken);
        var times = new List<double>(Calls);
        for (var call = 1; call <= WarmUp + Calls; call++)
        {
            var took = await LeaveAsync(fleet.Engines[0], host, (model, stream, call), cancellationToken);
            if (call > WarmUp)
            {
                times.Add(took.TotalMilliseconds);
            }
        }

        times.Sort();
        Console.WriteLine($"caller leaves {when}, {Calls} times: p50 {times[Calls / 2]:N2} ms, p99 {times[Calls * 99 / 100]:N2} ms, longest {times[^1]:N2} ms");
    }

    private static async Task<TimeSpan> LeaveAsync(
        SimulatedEngine engine, GatewayHost host, (string Model, bool Stream, int Number) call, CancellationToken cancellationToken)
    {
        // By default this client would read on for up to two seconds to save its connection.
        var client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", TestSettings.Secret);
        var body = JsonContent.Create(new { model = call.Model, stream = call.Stream, messages = new[] { new { role = "user", content = "hello" } } });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = body };
        var answer = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var seen = await engine.Requests.WaitAsync(call.Number, cancellationToken);
        using var response = call.Stream ? await answer : null;

        // Disposing answer and client closes the only connection, as a caller that crashes would.
        var left = Stopwatch.GetTimestamp();
        response?.Dispose();
        client.Dispose();
        await seen.Ended.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        return Stopwatch.GetElapsedTime(left);
    }
}

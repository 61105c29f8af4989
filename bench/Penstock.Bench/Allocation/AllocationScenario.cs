using Penstock.Bench.Load;
using Penstock.Bench.Reports;
using Penstock.Bench.Systems;

namespace Penstock.Bench.Allocation;

/// <summary>
/// Bytes that the process allocates per operation: sockets, Kestrel and the HTTP client included, canned provider and
/// driver allocating nothing. Allocation repeats from run to run where time does not, so it is what CI can gate.
/// </summary>
internal static class AllocationScenario
{
    private const int WarmUp = 1500;
    private const int Whole = 3000;
    private const int Streams = 60;
    private const int LongStream = 128;

    public static async Task<int> RunAsync(string budgetsFile, CancellationToken cancellationToken)
    {
        var measured = new Dictionary<string, double>();
        await MeasureAsync("relayed", "support", measured, cancellationToken);
        await MeasureAsync("translated", "translated", measured, cancellationToken);

        return Judge(measured, AllocationBudgets.Read(budgetsFile));
    }

    private static async Task MeasureAsync(string name, string app, Dictionary<string, double> measured, CancellationToken cancellationToken)
    {
        measured[$"{name}_request"] = await MeasureAsync(chunks: 1, ChatBody.Whole(app), Whole, cancellationToken);

        var none = await MeasureAsync(chunks: 0, ChatBody.Streamed(app), Streams, cancellationToken);
        var long_ = await MeasureAsync(LongStream, ChatBody.Streamed(app), Streams, cancellationToken);
        measured[$"{name}_stream"] = none;
        measured[$"{name}_chunk"] = (long_ - none) / LongStream;
    }

    private static async Task<double> MeasureAsync(int chunks, string body, int count, CancellationToken cancellationToken)
    {
        using var openAi = new CannedUpstream(
            CannedUpstream.Whole(CannedAnswers.OpenAiWhole), CannedUpstream.Streamed(CannedAnswers.OpenAiEvents(chunks)));
        using var anthropic = new CannedUpstream(
            CannedUpstream.Whole(CannedAnswers.AnthropicWhole), CannedUpstream.Streamed(CannedAnswers.AnthropicEvents(chunks)));
        await using var gateway = await InProcessGateway.StartAsync(openAi.Address, anthropic.Address, cancellationToken);
        using var connection = new HttpConnection(gateway.Target);
        var headers = new Dictionary<string, string> { ["authorization"] = $"Bearer {InProcessGateway.Key}" };
        var request = RequestBytes.Post("/v1/chat/completions", new Uri($"http://{gateway.Target}"), headers, body);

        await SendAsync(connection, request, count == Whole ? WarmUp : count, cancellationToken);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await SendAsync(connection, request, count, cancellationToken);

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)count;
    }

    private static async Task SendAsync(HttpConnection connection, byte[] request, int count, CancellationToken cancellationToken)
    {
        for (var index = 0; index < count; index++)
        {
            var status = await connection.ExchangeAsync(request, observer: null, cancellationToken);
            if (status != 200)
            {
                throw new InvalidOperationException($"The gateway answered {status}.");
            }
        }
    }

    private static int Judge(Dictionary<string, double> measured, Dictionary<string, long> budgets)
    {
        var table = new Table("operation", "bytes", "budget", "verdict");
        var over = 0;
        foreach (var (name, bytes) in measured)
        {
            var budget = budgets.GetValueOrDefault(name);
            var fits = bytes <= budget * AllocationBudgets.Tolerance;
            over += fits ? 0 : 1;
            table.Add(name, $"{bytes:0}", $"{budget}", fits ? "within" : "OVER");
        }

        Console.WriteLine(table);
        return over == 0 ? 0 : 1;
    }
}

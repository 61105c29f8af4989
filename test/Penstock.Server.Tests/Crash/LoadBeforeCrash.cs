using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Penstock.Testing;

namespace Penstock.Server.Tests.Crash;

/// <summary>Callers that keep asking, whole and streamed, until the server is gone, and note every answer they got to its end.</summary>
internal sealed class LoadBeforeCrash(Uri address, string secret)
{
    private const int Callers = 8;

    private readonly ConcurrentBag<Acknowledged> _acknowledged = [];
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public IReadOnlyCollection<Acknowledged> Acknowledged => _acknowledged;

    /// <summary>Runs until <paramref name="kill"/> has ended the server and every caller has noticed.</summary>
    /// <param name="answers">How many answers to wait for before the kill.</param>
    /// <param name="kill">Ends the server in the middle of things.</param>
    public async Task RunAsync(int answers, Action kill)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        var callers = Enumerable.Range(0, Callers).Select(caller => CallAsync(http, caller, answers)).ToArray();

        await _enough.Task.WaitAsync(Eventually.Patience);
        kill();
        await Task.WhenAll(callers);
    }

    private async Task CallAsync(HttpClient http, int caller, int answers)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                _acknowledged.Add(await AskAsync(http, $"caller {caller} asks for the time, number {i}", stream: i % 2 == 1));
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
            {
                return;
            }

            if (Interlocked.Increment(ref _count) >= answers)
            {
                _enough.TrySetResult();
            }
        }
    }

    private static async Task<Acknowledged> AskAsync(HttpClient http, string text, bool stream)
    {
        using var response = await http.PostAsJsonAsync("/v1/chat/completions", new
        {
            model = "support",
            stream,
            stream_options = stream ? new { include_usage = true } : null,
            messages = new[] { new { role = "user", content = text } },
        });
        var body = await response.Content.ReadAsStringAsync();
        response.EnsureSuccessStatusCode();

        if (stream && !body.EndsWith("data: [DONE]\n\n", StringComparison.Ordinal))
        {
            throw new IOException("The stream ended before its end.");
        }

        var usage = stream
            ? JsonNode.Parse(body.Split('\n').Last(line => line.Contains("\"usage\":{", StringComparison.Ordinal))[6..])!["usage"]!
            : JsonNode.Parse(body)!["usage"]!;
        return new Acknowledged(
            response.Headers.GetValues("x-penstock-trace").Single(), (long)usage["prompt_tokens"]!, (long)usage["completion_tokens"]!);
    }
}

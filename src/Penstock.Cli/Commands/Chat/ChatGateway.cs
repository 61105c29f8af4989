using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Penstock.Contracts.Faults;

namespace Penstock.Cli.Commands.Chat;

/// <summary>One thing somebody said.</summary>
internal sealed record ChatTurn(string Role, string Text);

/// <summary>An answer, or as much of it as came before the fault.</summary>
internal sealed record ChatAnswer(string Text, Fault? Fault)
{
    public string? FinishReason { get; init; }

    public string? Trace { get; init; }

    public string? Model { get; init; }

    public string? Release { get; init; }
}

/// <summary>Streams chat completions from the data plane, as any OpenAI client would.</summary>
internal sealed class ChatGateway : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _app;

    public ChatGateway(Uri server, string key, string app)
    {
        _http = new HttpClient { BaseAddress = new Uri($"{server.ToString().TrimEnd('/')}/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _app = app;
    }

    public async Task<ChatAnswer> AskAsync(
        IReadOnlyList<ChatTurn> turns, Action<string> piece, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = Body(turns) };
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return new ChatAnswer("", ReadFault(await answer.Content.ReadAsStringAsync(cancellationToken), (int)answer.StatusCode));
            }

            return await ReadStreamAsync(answer, text, piece, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            return new ChatAnswer("", new Fault(FaultCode.ServerUnreachable, $"Cannot reach {_http.BaseAddress}: {failure.Message}"));
        }
        catch (IOException)
        {
            return new ChatAnswer(text.ToString(), Broken);
        }
        catch (JsonException)
        {
            return new ChatAnswer(text.ToString(), new Fault(FaultCode.AnswerMalformed, "The answer is not a chat completion. Check the address."));
        }
    }

    public void Dispose() => _http.Dispose();

    private static Fault Broken => new(FaultCode.AnswerCut, "The answer broke off before it was complete.");

    private static async Task<ChatAnswer> ReadStreamAsync(
        HttpResponseMessage answer, StringBuilder text, Action<string> piece, CancellationToken cancellationToken)
    {
        string? finish = null;
        Fault? fault = Broken;
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            if (item.Data == "[DONE]")
            {
                fault = null;
                break;
            }

            var chunk = JsonNode.Parse(item.Data);
            if (chunk?["error"] is not null)
            {
                fault = ReadFault(item.Data, (int)answer.StatusCode);
                break;
            }

            var choice = chunk?["choices"] is JsonArray { Count: > 0 } choices ? choices[0] : null;
            finish = choice?["finish_reason"]?.GetValue<string>() ?? finish;
            if (choice?["delta"]?["content"]?.GetValue<string>() is { Length: > 0 } delta)
            {
                text.Append(delta);
                piece(delta);
            }
        }

        return new ChatAnswer(text.ToString(), fault)
        {
            FinishReason = finish,
            Trace = Header(answer, "x-penstock-trace"),
            Model = Header(answer, "x-penstock-model"),
            Release = Header(answer, "x-penstock-release"),
        };
    }

    private static Fault ReadFault(string body, int status)
    {
        var error = JsonNode.Parse(body)?["error"];
        var code = error?["code"]?.ToString() is { } slug && FaultTable.TryParse(slug, out var known) ? known : FaultCode.ServerUnreachable;
        return new Fault(code, error?["message"]?.ToString() ?? $"The server answered {status}, but not as a gateway does. Check the address.");
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private StringContent Body(IReadOnlyList<ChatTurn> turns)
    {
        var body = new JsonObject
        {
            ["model"] = _app,
            ["stream"] = true,
            ["messages"] = new JsonArray([.. turns.Select(turn => new JsonObject { ["role"] = turn.Role, ["content"] = turn.Text })]),
        };
        return new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
    }
}

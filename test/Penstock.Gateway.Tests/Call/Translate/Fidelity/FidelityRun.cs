using System.Net;
using System.Text.Json.Nodes;
using Penstock.Contracts.Dialects;
using Penstock.Gateway.Tests.Flow;

namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>Sends features through a running gateway to a simulated engine and says what became of each.</summary>
internal sealed class FidelityRun(GatewayFixture gateway)
{
    /// <summary>The words for one cell of the matrix.</summary>
    public async Task<string> CellAsync(Feature feature, Dialect caller, Dialect provider)
    {
        if (feature.Request(caller) is null)
        {
            return "—";
        }

        var whole = await OutcomeAsync(feature, caller, provider, stream: false);
        var streamed = await OutcomeAsync(feature, caller, provider, stream: true);
        return whole == streamed ? whole : $"whole: {whole}; streamed: {streamed}";
    }

    private async Task<string> OutcomeAsync(Feature feature, Dialect caller, Dialect provider, bool stream)
    {
        var body = Body(feature, caller, provider, stream);
        var before = LastSeen()?.Number;
        var (status, text) = await SendAsync(caller, body);
        if (feature.Twice)
        {
            (status, text) = await SendAsync(caller, body);
        }

        var seen = LastSeen() is { } request && request.Number != before ? JsonNode.Parse(request.Body.Span) : null;
        var name = $"{feature.Name}, {caller} over {provider}, {(stream ? "streamed" : "whole")}: {status} {text}";
        if (feature.Fails)
        {
            Assert.True(Probe.Holds(feature.Answer(caller), LastData(text)), name);
            return "translated";
        }

        if (seen is null)
        {
            Assert.True(status == HttpStatusCode.BadRequest, name);
            return $"refused: {Refusal(caller, text)}";
        }

        if (caller == provider)
        {
            body["model"] = feature.Model;
            Assert.True(JsonNode.DeepEquals(body, seen), $"{name} {seen.ToJsonString()}");
            return "relayed";
        }

        Assert.True(status == HttpStatusCode.OK, name);
        return Judge(feature, caller, provider, seen, Answer(caller, stream, text));
    }

    private static string Judge(Feature feature, Dialect caller, Dialect provider, JsonNode seen, JsonNode answer)
    {
        var remark = feature.Remark(caller);
        if (Probe.Holds(feature.Seen(provider), seen) && Probe.Holds(feature.Answer(caller), answer))
        {
            return remark.Length > 0 ? $"translated: {remark}" : "translated";
        }

        Assert.True(
            remark.Length > 0,
            $"{feature.Name}, {caller} over {provider}: left out without a reason.\nSeen: {seen.ToJsonString()}\nAnswer: {answer.ToJsonString()}");
        return $"dropped: {remark}";
    }

    private static JsonObject Body(Feature feature, Dialect caller, Dialect provider, bool stream)
    {
        var body = JsonNode.Parse(
            """{"max_tokens":2048,"messages":[{"role":"user","content":"Say hello."}]}""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(feature.Request(caller)!)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        body["model"] = provider == Dialect.OpenAi ? feature.Model : $"claude:{feature.Model}";
        if (stream)
        {
            body["stream"] = true;
        }

        if (stream && caller == Dialect.OpenAi)
        {
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        }

        return body;
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(Dialect caller, JsonObject body)
    {
        using var response = await gateway.PostAsync(caller == Dialect.OpenAi ? "/v1/chat/completions" : "/v1/messages", body);
        return (response.StatusCode, await GatewayFixture.TextAsync(response));
    }

    private Penstock.Simulator.RecordedRequest? LastSeen() => gateway.Fleet.Engines[0].Requests.All is [.., var last] ? last : null;

    private static JsonNode Answer(Dialect caller, bool stream, string text) => (caller, stream) switch
    {
        (Dialect.OpenAi, true) => Assembled.OpenAi(Streamed.Chunks(text)),
        (Dialect.Anthropic, true) => Assembled.Anthropic(Streamed.Messages(text)),
        (Dialect.OpenAi, false) => WholeChoice(JsonNode.Parse(text)!),
        (Dialect.Anthropic, false) => JsonNode.Parse(text)!,
    };

    private static JsonObject WholeChoice(JsonNode answer)
    {
        var choice = answer["choices"]![0]!.DeepClone().AsObject();
        choice["usage"] = answer["usage"]?.DeepClone();
        return choice;
    }

    private static JsonNode LastData(string text) =>
        JsonNode.Parse(text.StartsWith('{') ? text : Streamed.Events(text)[^1].Data)!;

    private static string Refusal(Dialect caller, string text)
    {
        var error = JsonNode.Parse(text)!["error"]!;
        Assert.Equal("invalid_request_error", (string?)error["type"]);
        return caller == Dialect.OpenAi ? $"{error["message"]}" : $"{error["message"]}".Split(": ", 2)[^1];
    }
}

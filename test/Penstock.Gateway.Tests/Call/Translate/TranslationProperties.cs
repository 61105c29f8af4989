using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate;

namespace Penstock.Gateway.Tests.Call.Translate;

public sealed class TranslationProperties
{
    [Fact]
    public void A_message_says_the_same_whole_and_streamed_however_it_is_cut()
    {
        Gen.Select(SimulatedAnswers.Any, Gen.Int).Sample((answer, seed) =>
        {
            var whole = Bridged.OpenAiOverAnthropic.Answer(answer.AnthropicWhole().ToJsonString());
            var streamed = Assembled.OpenAi(Streamed.Chunks(Streamed.Run(Bridged.OpenAiOverAnthropic, answer.AnthropicEvents(new Random(seed)))));

            Assert.Equal(OpenAiEssence(whole["choices"]![0]!, whole["usage"]!), OpenAiEssence(streamed, streamed["usage"]!));
        });
    }

    [Fact]
    public void A_chat_completion_says_the_same_whole_and_streamed_however_it_is_cut()
    {
        Gen.Select(SimulatedAnswers.Any, Gen.Int).Sample((answer, seed) =>
        {
            var whole = Bridged.AnthropicOverOpenAi.Answer(answer.OpenAiWhole().ToJsonString());
            var streamed = Assembled.Anthropic(Streamed.Messages(Streamed.Run(Bridged.AnthropicOverOpenAi, answer.OpenAiChunks(new Random(seed)))));

            Bridged.Same(whole.ToJsonString(), streamed);
        });
    }

    [Fact]
    public void An_answer_comes_back_unchanged_through_both_dialects()
    {
        SimulatedAnswers.Any.Sample(answer =>
        {
            var original = answer.AnthropicWhole();
            var back = Bridged.AnthropicOverOpenAi.Answer(Bridged.OpenAiOverAnthropic.Answer(original.ToJsonString()).ToJsonString());

            Assert.Equal(original["stop_reason"]!.ToJsonString(), back["stop_reason"]!.ToJsonString());
            Assert.Equal(original["usage"]!["input_tokens"]!.ToJsonString(), back["usage"]!["input_tokens"]!.ToJsonString());
            Assert.Equal(Texts(original), Texts(back));
            Assert.Equal(Inputs(original), Inputs(back));
        });
    }

    [Fact]
    public void A_request_keeps_its_meaning_through_both_dialects()
    {
        SimulatedRequests.Any.Sample(request =>
        {
            var there = Bridged.AnthropicOverOpenAi.Request(request.ToJsonString());
            var back = Bridged.OpenAiOverAnthropic.Request(there.ToJsonString());

            Bridged.Same(request.ToJsonString(), back);
        });
    }

    [Fact]
    public void Whatever_a_body_holds_the_outcome_is_json_or_a_fault()
    {
        ArbitraryBodies.Any.Sample(
            body =>
            {
                foreach (var bridge in (DialectBridge[])[Bridged.OpenAiOverAnthropic, Bridged.AnthropicOverOpenAi])
                {
                    Holds(output => bridge.TranslateRequest(body, Bridged.Context, output));
                    Holds(output => bridge.TranslateAnswer(body, Bridged.Context, output));
                }
            },
            iter: 5_000);
    }

    [Fact]
    public void Whatever_events_hold_the_stream_stays_one_or_there_is_a_fault()
    {
        ArbitraryBodies.Any.Array[0, 6].Sample(
            events =>
            {
                foreach (var bridge in (DialectBridge[])[Bridged.OpenAiOverAnthropic, Bridged.AnthropicOverOpenAi])
                {
                    var stream = bridge.OpenStream(Bridged.Context);
                    var output = new ArrayBufferWriter<byte>();
                    if (events.Any(data => Streamed.Feed(stream, Encoding.UTF8.GetString(data), output) is not null))
                    {
                        return;
                    }

                    stream.Complete(output);
                    Assert.All(
                        Streamed.Events(Encoding.UTF8.GetString(output.WrittenSpan)),
                        each => Assert.True(each.Data == "[DONE]" || JsonDocument.Parse(each.Data).RootElement.ValueKind == JsonValueKind.Object));
                }
            },
            iter: 2_000);
    }

    private static void Holds(Func<IBufferWriter<byte>, Fault?> translate)
    {
        var output = new ArrayBufferWriter<byte>();
        if (translate(output) is null)
        {
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(output.WrittenMemory).RootElement.ValueKind);
        }
    }

    private static string OpenAiEssence(JsonNode choice, JsonNode usage)
    {
        var message = choice["message"]!;
        return new JsonObject
        {
            ["content"] = (string?)message["content"] ?? "",
            ["reasoning_content"] = message["reasoning_content"]?.DeepClone(),
            ["thinking_blocks"] = message["thinking_blocks"] is JsonArray { Count: > 0 } blocks ? blocks.DeepClone() : null,
            ["tool_calls"] = message["tool_calls"] is JsonArray { Count: > 0 } calls ? calls.DeepClone() : null,
            ["finish_reason"] = choice["finish_reason"]!.DeepClone(),
            ["usage"] = usage.DeepClone(),
        }.ToJsonString();
    }

    private static string Texts(JsonNode message) =>
        string.Concat(message["content"]!.AsArray().Select(block => (string?)block!["text"]));

    private static IEnumerable<string> Inputs(JsonNode message) =>
        message["content"]!.AsArray().Where(block => (string?)block!["type"] == "tool_use").Select(block => block!["input"]!.ToJsonString());
}

using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Penstock.Contracts.Dialects;
using Penstock.Gateway.Call.Metering;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Receive;

namespace Penstock.Gateway.Tests.Fuzz;

/// <summary>
/// Feeds damaged input to every parser that reads from a network. Each runs for its share of
/// <c>PENSTOCK_FUZZ_SECONDS</c> (60 in the pipeline, 4 otherwise); a failure prints its seed.
/// </summary>
public sealed class ParserFuzzTests
{
    private const int Parsers = 4;

    private static readonly string[] Requests =
    [
        """{"model":"m","stream":true,"stream_options":{"include_usage":false},"messages":[{"role":"system","content":"a"},{"role":"user","content":[{"type":"text","text":"é🙂"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"x":{"type":"number"}}}}}],"max_tokens":10,"n":2,"user":"u","metadata":{"user_id":"x"}}""",
        """{"model":"m","system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}],"max_tokens":5,"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"r"}]}]}],"thinking":{"type":"enabled","budget_tokens":1024}}""",
        """{"model":"m","input":["a","b"],"encoding_format":"base64","dimensions":8}""",
    ];

    private static readonly string[] Answers =
    [
        """{"id":"c","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"hi","tool_calls":[{"id":"t","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":1},"completion_tokens_details":{"reasoning_tokens":2}}}""",
        """{"id":"msg","type":"message","role":"assistant","model":"m","content":[{"type":"thinking","thinking":"t","signature":"s"},{"type":"tool_use","id":"t","name":"f","input":{"a":[1,"x"]}}],"stop_reason":"tool_use","usage":{"input_tokens":3,"cache_read_input_tokens":2,"output_tokens":9}}""",
    ];

    private static readonly string[] Streams =
    [
        "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"h\\u00e9\"}}]}\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n",
        "event: message_start\r\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\r\n\r\nevent: content_block_delta\r\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}\r\n\r\nevent: message_delta\r\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":5}}\r\n\r\nevent: message_stop\r\ndata: {\"type\":\"message_stop\"}\r\n\r\n",
    ];

    [Fact]
    public void Damaged_requests_are_read_or_refused() => Run(Requests, bytes =>
    {
        foreach (var dialect in Enum.GetValues<Dialect>())
        {
            var outcome = RequestReader.Read(bytes, dialect, Operation.Chat, maxDepth: 64);
            _ = RequestReader.Read(bytes, dialect, Operation.Embeddings, maxDepth: 64);
            if (outcome.IsOk)
            {
                // What is accepted must be JSON, and its spans must lie where they say.
                using var json = JsonDocument.Parse(bytes);
                var model = outcome.Value.ModelField;
                Assert.Equal(json.RootElement.GetProperty("model").GetRawText(), Encoding.UTF8.GetString(bytes[model.ValueStart..model.ValueEnd]));
                Assert.Equal((byte)'}', bytes[outcome.Value.CloseBrace]);
            }
        }
    });

    [Fact]
    public void Damaged_answers_are_metered_or_called_malformed() => Run(Answers, bytes =>
    {
        using var openAi = new OpenAiMeter(embeddings: false, choices: 1);
        using var vectors = new OpenAiMeter(embeddings: true, choices: 1);
        using var anthropic = new AnthropicMeter();

        foreach (IAnswerMeter meter in new IAnswerMeter[] { openAi, vectors, anthropic })
        {
            if (meter.ReadWhole(bytes))
            {
                JsonDocument.Parse(bytes).Dispose();
            }

            Assert.True(meter.Usage is null or { Input: >= 0, Output: >= 0 });
        }
    });

    [Fact]
    public void Damaged_streams_are_cut_into_events_the_same_way_every_time() => Run(Streams, bytes =>
    {
        Assert.Equal(Observe(bytes, bytes.Length), Observe(bytes, piece: 7));
    });

    [Fact]
    public void Damaged_provider_errors_become_faults() => Run(
        ["""{"error":{"message":"m","type":"t","code":"context_length_exceeded","param":null}}""", """{"type":"error","error":{"type":"overloaded_error","message":"m"}}"""],
        bytes =>
        {
            foreach (var dialect in Enum.GetValues<Dialect>())
            {
                var fault = Gateway.Call.Providers.ProviderErrorReader.Read(dialect, 400 + (bytes.Length % 200), bytes);
                var body = new ArrayBufferWriter<byte>();
                FaultWriter.WriteBody(dialect, fault, "trace", body);
                JsonDocument.Parse(body.WrittenMemory).Dispose();
            }
        });

    private static string Observe(byte[] bytes, int piece)
    {
        using var openAi = new OpenAiMeter(embeddings: false, choices: 1);
        using var anthropic = new AnthropicMeter();
        using var frames = new SseFrameReader(new PieceStream(bytes, Math.Max(1, piece)), maxFrameBytes: 1 << 20);
        var seen = new StringBuilder();
        var open = true;
        while (open)
        {
            open = frames.FillAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            while (frames.TryRead(out var raw))
            {
                var streamed = frames.Parse(raw);
                seen.Append(openAi.Observe(streamed)).Append('/').Append(anthropic.Observe(streamed)).Append(' ');
            }
        }

        return seen.Append(openAi.Usage).Append(anthropic.Usage).ToString();
    }

    private static void Run(string[] seeds, Action<byte[]> check)
    {
        var budget = TimeSpan.FromSeconds(
            (double.TryParse(Environment.GetEnvironmentVariable("PENSTOCK_FUZZ_SECONDS"), out var seconds) ? seconds : 4) / Parsers);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var started = Stopwatch.GetTimestamp();
        var runs = 0;
        while (Stopwatch.GetElapsedTime(started) < budget || runs < 100)
        {
            var input = Mutations.Damage(Encoding.UTF8.GetBytes(seeds[random.Next(seeds.Length)]), random);
            try
            {
                check(input);
            }
            catch (Exception failure)
            {
                Assert.Fail($"seed {seed}, run {runs}, input {Convert.ToBase64String(input)}: {failure}");
            }

            runs++;
        }
    }

    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}

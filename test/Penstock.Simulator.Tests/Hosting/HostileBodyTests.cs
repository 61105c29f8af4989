using System.Text;
using CsCheck;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Hosting;

public sealed class HostileBodyTests
{
    private static readonly string[] Good =
    [
        """{"model":"m","max_tokens":5,"stream":false,"n":1,"stop":["x"],"messages":[{"role":"user","content":[{"type":"text","text":"a\u00e4"},{"type":"image_url","image_url":{"url":"data:,"}}]},{"role":"assistant","tool_calls":[{"id":"1"}]},{"role":"tool","content":"r"}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","required":["a"],"properties":{"a":{"anyOf":[{"type":"integer","minimum":1,"multipleOf":2}]}}}}}],"tool_choice":"auto"}""",
        """{"model":"m","max_tokens":5,"system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"x"},{"type":"image","source":{"type":"url","url":"u"}}]}],"tools":[{"name":"f","input_schema":{"type":"array","minItems":2,"items":{"$ref":"#"}}}],"tool_choice":{"type":"tool","name":"f"},"thinking":{"type":"adaptive"}}""",
        """{"model":"m","input":["a",[1,2]],"dimensions":3,"encoding_format":"float"}""",
        """{"model":"m","response_format":{"type":"json_schema","json_schema":{"schema":{"enum":[1],"const":2,"allOf":[{"$ref":"#/x"}]}}},"messages":[{"role":"user","content":"a"}]}""",
    ];

    private static readonly string[] Swaps = ["null", "7", "-1e400", "\"\"", "[]", "{}", "true", "\"\\ud800\"", "[[]]", "{\"a\":{}}", "79228162514264337593543950335", "\"#\""];

    [Fact]
    public async Task Bodies_with_a_value_of_another_kind_get_an_answer_or_a_400()
    {
        await using var fleet = await RunningFleet.StartAsync();

        await Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Int[0, 200], Gen.Int[0, Swaps.Length - 1])
            .SampleAsync(
                async (body, place, swap) => await SendAsync(fleet, Swap(Good[body], place, Swaps[swap])), iter: 1500, threads: 2);
    }

    [Fact]
    public async Task Bodies_cut_or_changed_anywhere_get_an_answer_or_a_400()
    {
        await using var fleet = await RunningFleet.StartAsync();

        await Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Int[0, 700], Gen.Byte, Gen.Bool)
            .SampleAsync(
                async (body, place, value, cut) => await SendAsync(fleet, Change(Encoding.UTF8.GetBytes(Good[body]), place, value, cut)), iter: 1500, threads: 2);
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    [InlineData("/v1/embeddings")]
    public async Task Deep_nesting_and_lists_of_lists_come_to_an_end(string path)
    {
        await using var fleet = await RunningFleet.StartAsync();
        const string List = "\"type\":\"array\",\"minItems\":4000";
        const string Lists = $$"""{"type":"object","required":["a"],"properties":{"a":{ {{List}},"items":{ {{List}},"items":{ {{List}} } } } } }""";

        using var deep = await fleet.PostAsync(path, new string('[', 100_000), ("anthropic-version", "1"));
        using var wide = await fleet.PostAsync(
            path,
            $"{{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{{\"role\":\"user\",\"content\":\"a\"}}],\"input\":\"a\",\"tools\":[{{\"name\":\"f\",\"input_schema\":{Lists},\"function\":{{\"name\":\"f\",\"parameters\":{Lists}}}}}]}}",
            ("anthropic-version", "1"));

        Assert.Equal((400, 200), ((int)deep.StatusCode, (int)wide.StatusCode));
    }

    /// <summary>Puts another value in the place of one of the values of a body.</summary>
    private static byte[] Swap(string body, int place, string value)
    {
        var colons = Enumerable.Range(0, body.Length).Where(at => body[at] == ':' && body[at - 1] == '"').ToArray();
        var start = colons[place % colons.Length] + 1;
        var (depth, quoted, end) = (0, false, start);
        for (; end < body.Length; end++)
        {
            quoted ^= body[end] == '"';
            depth += quoted ? 0 : body[end] is '{' or '[' ? 1 : body[end] is '}' or ']' ? -1 : 0;
            if (depth < 0 || (depth == 0 && !quoted && body[end] == ','))
            {
                break;
            }
        }

        return Encoding.UTF8.GetBytes(body[..start] + value + body[end..]);
    }

    private static byte[] Change(byte[] body, int place, byte value, bool cut)
    {
        place %= body.Length;
        body[place] = value;
        return cut ? body[..place] : body;
    }

    private static async Task SendAsync(RunningFleet fleet, byte[] body)
    {
        foreach (var path in (string[])["/v1/chat/completions", "/v1/messages", "/v1/messages/count_tokens", "/v1/embeddings"])
        {
            using var content = new ByteArrayContent(body);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
            request.Headers.TryAddWithoutValidation("anthropic-version", "1");
            using var answer = await fleet.Http.SendAsync(request, RunningFleet.Cancel);
            Assert.True((int)answer.StatusCode is 200 or 400, $"{path} {(int)answer.StatusCode}: {Encoding.UTF8.GetString(body)}");
        }
    }
}

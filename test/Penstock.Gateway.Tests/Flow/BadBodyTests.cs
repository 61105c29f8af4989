using System.Net;
using System.Net.Sockets;
using System.Text;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

public sealed class BadBodyTests
{
    public static TheoryData<string, string> Bodies => new()
    {
        { "", "empty" },
        { "[]", "must be a JSON object" },
        { "\"text\"", "must be a JSON object" },
        { "{\"model\":\"sim-small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi", "not valid JSON" },
        { "{\"model\":\"sim-small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]} trailing", "not valid JSON" },
        { "{\"model\":\"sim-small\",\"model\":\"sim-large\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "`model` twice" },
        { "{\"model\":\"sim-small\",\"mod\\u0065l\":\"sim-large\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "twice" },
        { "{\"model\":\"sim-small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\",\"content\":\"ho\"}]}", "`content` twice" },
        { "{\"model\":5,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "`model` must be a string" },
        { "{\"model\":\"\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "`model` is empty" },
        { "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "`model` is missing" },
        { "{\"model\":\"sim-small\"}", "`messages` is missing" },
        { "{\"model\":\"sim-small\",\"messages\":[]}", "`messages` is empty" },
        { "{\"model\":\"sim-small\",\"messages\":[\"hi\"]}", "must be an object" },
        { "{\"model\":\"sim-small\",\"messages\":\"hi\"}", "`messages` must be an array" },
        { "{\"model\":\"sim-small\",\"stream\":\"yes\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "`stream` must be true or false" },
        { "{\"model\":\"sim-small\",\"max_tokens\":0,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "`max_tokens` must be 1 or more" },
        { "{\"model\":\"sim-small\",\"max_tokens\":1.5,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "a whole number" },
        { "{\"model\":\"sim-small\",\"temperature\":\"hot\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "`temperature` must be a number" },
        { "{\"model\":\"\\ud800\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "lone surrogate" },
        { new string('[', 50_000), "must be a JSON object" },
        { "{\"a\":" + new string('[', 50_000), "nested deeper than" },
        { "{\"model\":\"sim-small\",\"messages\":" + new string('[', 200) + new string(']', 200) + "}", "nested deeper than" },
        { "{\"model\":\"nobody\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "no app or model named `nobody`" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_a_clear_refusal_in_both_dialects(string body, string says)
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");

        foreach (var path in new[] { "/v1/chat/completions", "/v1/messages" })
        {
            var response = await gateway.PostTextAsync(path, body);

            Assert.InRange((int)response.StatusCode, 400, 499);
            Assert.Contains(says, (string?)(await GatewayFixture.JsonAsync(response))["error"]!["message"], StringComparison.Ordinal);
        }

        Assert.Equal(0, gateway.Fleet.Served.Requests);
    }

    [Fact]
    public async Task Wrong_utf8_is_refused()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");
        using var content = new ByteArrayContent([.. "{\"model\":\"sim-small\",\"messages\":[{\"role\":\"user\",\"content\":\""u8, 0xC3, 0x28, .. "\"}]}"u8]);
        content.Headers.ContentType = new("application/json");

        var response = await gateway.Client.PostAsync("/v1/chat/completions", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("UTF-8", (string?)(await GatewayFixture.JsonAsync(response))["error"]!["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_beyond_the_limit_is_refused_whether_or_not_it_announces_its_length(bool chunked)
    {
        await using var gateway = await GatewayFixture.StartAsync(
            settings => settings with { Receive = new ReceiveSettings { MaxBodyBytes = 64 * 1024 } }, "sim-small");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages")
        {
            Content = new ByteArrayContent(new byte[128 * 1024]) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.TransferEncodingChunked = chunked;

        var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request_too_large", (string?)(await GatewayFixture.JsonAsync(response))["error"]!["type"]);
    }

    [Fact]
    public async Task A_body_that_never_arrives_is_given_up_on()
    {
        await using var gateway = await GatewayFixture.StartAsync(
            settings => settings with { Receive = new ReceiveSettings { BodyTimeout = TimeSpan.FromMilliseconds(200) } }, "sim-small");
        using var socket = await SendRawAsync(gateway, "content-length: 100", "{\"model\":");

        var answer = await ReadRawAsync(socket);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains(FaultCode.BodyTooSlow.Row().Slug, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_another_media_type_is_refused()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");
        using var content = new StringContent("model=sim-small", Encoding.UTF8, "application/x-www-form-urlencoded");

        var response = await gateway.Client.PostAsync("/v1/chat/completions", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("/v1/chat/completions", "sim-small")]
    [InlineData("/v1/messages", "claude:sim-small")]
    public async Task A_user_that_is_no_name_is_carried_through_unread(string path, string model)
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");
        var body = $$$$"""
            {"max_tokens":9,"metadata":{"user_id":{"id":{"of":"u"}}},"model":"{{{{model}}}}","messages":[{"role":"user","content":"hi"}]}
            """;

        var response = await gateway.PostTextAsync(path, body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/v1/chat/completions", 405)]
    [InlineData("POST", "/v1/nothing", 404)]
    public async Task Wrong_paths_and_methods_are_answered_in_the_dialect(string method, string path, int status)
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");

        var response = await gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.NotNull((await GatewayFixture.JsonAsync(response))["error"]!["message"]);
    }

    private static async Task<Socket> SendRawAsync(GatewayFixture gateway, string header, string body)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", gateway.Host.Address.Port, TestContext.Current.CancellationToken);
        var head = $"POST /v1/chat/completions HTTP/1.1\r\nhost: test\r\nauthorization: Bearer {TestSettings.Secret}\r\n"
            + $"content-type: application/json\r\n{header}\r\n\r\n{body}";
        await socket.SendAsync(Encoding.UTF8.GetBytes(head), TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<string> ReadRawAsync(Socket socket)
    {
        var buffer = new byte[8192];
        var text = new StringBuilder();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Eventually.Patience);
        while (!text.ToString().Contains('}', StringComparison.Ordinal) && await socket.ReceiveAsync(buffer, deadline.Token) is > 0 and var read)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }
}

using System.Text;
using System.Text.Json;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;

namespace Penstock.Server.Tests.Sdk;

/// <summary>NuGet <c>Anthropic</c>: the vendor's own SDK.</summary>
[Collection(nameof(SdkServer))]
public sealed class AnthropicPackageTests(SdkServer server)
{
    private static readonly Tool Weather = new()
    {
        Name = "weather",
        Description = "The weather in a city.",
        InputSchema = new InputSchema
        {
            Properties = new Dictionary<string, JsonElement> { ["city"] = JsonSerializer.SerializeToElement(new { type = "string" }) },
            Required = ["city"],
        },
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("anthropic-chat")]
    public async Task A_streamed_answer_is_the_whole_answer_in_pieces(string model)
    {
        var client = Connect();

        var whole = await client.Messages.Create(Ask(model), Cancelled);
        var text = new StringBuilder();
        var stopped = false;
        await foreach (var one in client.Messages.CreateStreaming(Ask(model), Cancelled))
        {
            if (one.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var piece))
            {
                text.Append(piece.Text);
            }

            stopped |= one.TryPickStop(out _);
        }

        Assert.Equal(Texts(whole), text.ToString());
        Assert.NotEmpty(text.ToString());
        Assert.True(stopped);
        Assert.True(whole.Usage.OutputTokens > 0);
    }

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("anthropic-chat")]
    public async Task A_tool_is_called_and_its_result_is_answered(string model)
    {
        var client = Connect();
        var ask = Ask(model) with { Tools = [Weather] };

        var first = await client.Messages.Create(ask, Cancelled);
        var use = Assert.Single(first.Content.Select(Use).OfType<ToolUseBlock>());
        var second = await client.Messages.Create(
            ask with
            {
                Messages =
                [
                    .. ask.Messages,
                    new AssistantMessageParam(new List<ContentBlockParam> { new ToolUseBlockParam { ID = use.ID, Name = use.Name, Input = use.Input } }),
                    new UserMessageParam(new List<ContentBlockParam> { new ToolResultBlockParam { ToolUseID = use.ID, Content = "7 degrees" } }),
                ],
            },
            Cancelled);

        Assert.True(use.Input.ContainsKey("city"));
        Assert.NotEmpty(Texts(second));
    }

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("anthropic-chat")]
    public async Task Streamed_tool_input_adds_up(string model)
    {
        var json = new StringBuilder();

        await foreach (var one in Connect().Messages.CreateStreaming(Ask(model) with { Tools = [Weather] }, Cancelled))
        {
            if (one.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickInputJson(out var piece))
            {
                json.Append(piece.PartialJson);
            }
        }

        Assert.True(JsonDocument.Parse(json.ToString()).RootElement.TryGetProperty("city", out _));
    }

    [Fact]
    public async Task A_wrong_key_is_raised_as_unauthorized()
    {
        await Assert.ThrowsAsync<AnthropicUnauthorizedException>(() => Connect("psk-wrong").Messages.Create(Ask("anthropic-chat"), Cancelled));
    }

    [Fact]
    public async Task An_unknown_model_is_raised_as_not_found()
    {
        await Assert.ThrowsAsync<AnthropicNotFoundException>(() => Connect().Messages.Create(Ask("nobody"), Cancelled));
    }

    [Theory]
    [InlineData("openai-limited")]
    [InlineData("anthropic-limited")]
    public async Task A_provider_s_limit_is_raised_as_a_rate_limit(string model)
    {
        await Assert.ThrowsAsync<AnthropicRateLimitException>(() => Connect().Messages.Create(Ask(model), Cancelled));
    }

    [Theory]
    [InlineData("openai-cut")]
    [InlineData("anthropic-cut")]
    public async Task A_stream_that_breaks_is_raised(string model)
    {
        var pieces = 0;

        await Assert.ThrowsAnyAsync<AnthropicException>(async () =>
        {
            await foreach (var one in Connect().Messages.CreateStreaming(Ask(model), Cancelled))
            {
                pieces += one.TryPickContentBlockDelta(out _) ? 1 : 0;
            }
        });

        Assert.True(pieces > 0);
    }

    private static MessageCreateParams Ask(string model) => new()
    {
        Model = model,
        MaxTokens = 500,
        System = "You answer briefly.",
        Messages = [new UserMessageParam("Which of the two gates should be opened first?")],
    };

    private static string Texts(Message message) =>
        string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : string.Empty));

    private static ToolUseBlock? Use(ContentBlock block) => block.TryPickToolUse(out var use) ? use : null;

    private AnthropicClient Connect(string key = SdkServer.Key) =>
        new() { BaseUrl = server.Address.ToString().TrimEnd('/'), ApiKey = key, MaxRetries = 0 };
}

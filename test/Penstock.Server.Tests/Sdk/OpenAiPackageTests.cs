using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;

namespace Penstock.Server.Tests.Sdk;

/// <summary>NuGet <c>OpenAI</c>: the vendor's own SDK.</summary>
[Collection(nameof(SdkServer))]
public sealed class OpenAiPackageTests(SdkServer server)
{
    private static readonly ChatMessage[] Question =
        [new SystemChatMessage("You answer briefly."), new UserChatMessage("Which of the two gates should be opened first?")];

    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool("weather", "The weather in a city.", BinaryData.FromString(
        """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}"""));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("anthropic-chat")]
    public async Task A_streamed_answer_is_the_whole_answer_in_pieces(string model)
    {
        var chat = Connect().GetChatClient(model);

        ChatCompletion whole = await chat.CompleteChatAsync(Question, cancellationToken: Cancelled);
        var text = new StringBuilder();
        ChatFinishReason? finish = null;
        await foreach (var update in chat.CompleteChatStreamingAsync(Question, cancellationToken: Cancelled))
        {
            text.AppendJoin(string.Empty, update.ContentUpdate.Select(part => part.Text));
            finish = update.FinishReason ?? finish;
        }

        Assert.NotEmpty(whole.Content[0].Text);
        Assert.Equal(whole.Content[0].Text, text.ToString());
        Assert.Equal(ChatFinishReason.Stop, finish);
        Assert.True(whole.Usage.TotalTokenCount > whole.Usage.OutputTokenCount);
    }

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("anthropic-chat")]
    public async Task A_tool_is_called_and_its_result_is_answered(string model)
    {
        var chat = Connect().GetChatClient(model);
        var options = new ChatCompletionOptions { Tools = { Weather } };

        ChatCompletion first = await chat.CompleteChatAsync(Question, options, Cancelled);
        var call = Assert.Single(first.ToolCalls);
        ChatCompletion second = await chat.CompleteChatAsync(
            [.. Question, new AssistantChatMessage(first), new ToolChatMessage(call.Id, "7 degrees")], options, Cancelled);

        Assert.Equal(ChatFinishReason.ToolCalls, first.FinishReason);
        Assert.True(JsonDocument.Parse(call.FunctionArguments).RootElement.TryGetProperty("city", out _));
        Assert.NotEmpty(second.Content[0].Text);
    }

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("anthropic-chat")]
    public async Task Streamed_tool_arguments_add_up(string model)
    {
        var options = new ChatCompletionOptions { Tools = { Weather } };
        var arguments = new StringBuilder();

        await foreach (var update in Connect().GetChatClient(model).CompleteChatStreamingAsync(Question, options, Cancelled))
        {
            foreach (var part in update.ToolCallUpdates)
            {
                arguments.Append(part.FunctionArgumentsUpdate);
            }
        }

        Assert.True(JsonDocument.Parse(arguments.ToString()).RootElement.TryGetProperty("city", out _));
    }

    [Fact]
    public async Task Texts_are_embedded()
    {
        var vectors = await Connect().GetEmbeddingClient("embed").GenerateEmbeddingsAsync(["the first", "the second"], cancellationToken: Cancelled);

        Assert.Equal(2, vectors.Value.Count);
        Assert.True(vectors.Value[0].ToFloats().Length > 10);
    }

    [Fact]
    public async Task Models_are_listed()
    {
        var models = await Connect().GetOpenAIModelClient().GetModelsAsync(Cancelled);

        Assert.Contains(models.Value, model => model.Id == "openai-chat");
    }

    [Theory]
    [InlineData("psk-wrong", "openai-chat", 401)]
    [InlineData(SdkServer.Key, "nobody", 404)]
    [InlineData(SdkServer.Key, "openai-limited", 429)]
    [InlineData(SdkServer.Key, "anthropic-limited", 429)]
    public async Task A_refusal_is_raised_with_its_status(string key, string model, int status)
    {
        var chat = Connect(key).GetChatClient(model);

        var error = await Assert.ThrowsAsync<ClientResultException>(() => chat.CompleteChatAsync(Question, cancellationToken: Cancelled));

        Assert.Equal(status, error.Status);
        Assert.Equal(status == 429, error.GetRawResponse()!.Headers.TryGetValue("retry-after", out _));
    }

    [Theory]
    [InlineData("openai-cut")]
    [InlineData("anthropic-cut")]
    public async Task A_stream_that_breaks_is_raised(string model)
    {
        ChatFinishReason? finish = null;
        var pieces = 0;

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var update in Connect().GetChatClient(model).CompleteChatStreamingAsync(Question, cancellationToken: Cancelled))
            {
                pieces += update.ContentUpdate.Count;
                finish = update.FinishReason ?? finish;
            }
        });

        Assert.True(pieces > 0);
        Assert.Null(finish);
    }

    private OpenAIClient Connect(string key = SdkServer.Key) => new(
        new ApiKeyCredential(key),
        new OpenAIClientOptions { Endpoint = new Uri(server.Address, "/v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });
}

using System.ClientModel;
using Anthropic;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Penstock.Server.Tests.Sdk;

/// <summary>Microsoft.Extensions.AI's <see cref="IChatClient"/>, over both vendors' packages.</summary>
[Collection(nameof(SdkServer))]
public sealed class ChatClientTests(SdkServer server)
{
    private static readonly ChatMessage[] Question =
        [new(ChatRole.System, "You answer briefly."), new(ChatRole.User, "Which of the two gates should be opened first?")];

    public static TheoryData<string, string> Ways() => new MatrixTheoryData<string, string>(SdkServer.Targets, SdkServer.Targets);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_streamed_answer_is_the_whole_answer_in_pieces(string dialect, string provider)
    {
        using var chat = Connect(dialect, $"{provider}-chat");

        var whole = await chat.GetResponseAsync(Question, cancellationToken: Cancelled);
        var updates = await chat.GetStreamingResponseAsync(Question, cancellationToken: Cancelled).ToListAsync(Cancelled);

        Assert.NotEmpty(whole.Text);
        Assert.Equal(whole.Text, updates.ToChatResponse().Text);
        Assert.Equal(ChatFinishReason.Stop, updates.ToChatResponse().FinishReason);
        Assert.True(whole.Usage!.OutputTokenCount > 0);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_function_is_called_and_its_result_is_answered(string dialect, string provider)
    {
        using var chat = Connect(dialect, $"{provider}-chat");
        var weather = AIFunctionFactory.Create((string city) => $"7 degrees in {city}", "weather", "The weather in a city.");
        var options = new ChatOptions { Tools = [weather] };

        var first = await chat.GetResponseAsync(Question, options, Cancelled);
        var call = Assert.Single(first.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        var result = await weather.InvokeAsync(new AIFunctionArguments(call.Arguments), Cancelled);
        var second = await chat.GetResponseAsync(
            [.. Question, .. first.Messages, new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, result)])], options, Cancelled);

        Assert.Equal(ChatFinishReason.ToolCalls, first.FinishReason);
        Assert.NotEmpty(second.Text);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Streamed_function_calls_add_up(string dialect, string provider)
    {
        using var chat = Connect(dialect, $"{provider}-chat");
        var weather = AIFunctionFactory.Create((string city) => $"7 degrees in {city}", "weather", "The weather in a city.");

        var updates = await chat.GetStreamingResponseAsync(Question, new ChatOptions { Tools = [weather] }, Cancelled).ToListAsync(Cancelled);

        var call = Assert.Single(updates.ToChatResponse().Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.True(call.Arguments!.ContainsKey("city"));
    }

    private IChatClient Connect(string dialect, string model) => dialect == "openai"
        ? new OpenAIClient(new ApiKeyCredential(SdkServer.Key), new OpenAIClientOptions { Endpoint = new Uri(server.Address, "/v1") })
            .GetChatClient(model).AsIChatClient()
        : new AnthropicClient { BaseUrl = server.Address.ToString().TrimEnd('/'), ApiKey = SdkServer.Key, MaxRetries = 0 }
            .AsIChatClient(model, defaultMaxOutputTokens: 500);
}

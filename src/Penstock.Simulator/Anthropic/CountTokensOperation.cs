using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Anthropic;

/// <summary><c>POST /v1/messages/count_tokens</c>: counts a prompt and bills nobody.</summary>
internal static class CountTokensOperation
{
    public static async ValueTask<RequestEnd> ServeAsync(
        EngineCore engine, HttpContext context, ReadOnlyMemory<byte> body)
    {
        var request = new EngineRequest();
        var buffer = JsonBuffer.Rent();
        var requestId = engine.NextId();
        try
        {
            var refusal = AnthropicDialect.Instance.Check(context.Request, engine.Options.ApiKey)
                ?? Parse(body, request);
            if (refusal is not null)
            {
                return await Refusals.SendAsync(context, AnthropicDialect.Instance, refusal, requestId);
            }

            buffer.Json.WriteStartObject();
            buffer.Json.WriteNumber("input_tokens"u8, request.Prompt.Tokens);
            buffer.Json.WriteEndObject();
            Answers.Prepare(context.Response, requestId, "application/json", buffer.Utf8.Length);
            await context.Response.BodyWriter.WriteAsync(buffer.Utf8);
            return RequestEnd.Answered;
        }
        finally
        {
            JsonBuffer.Return(buffer);
        }
    }

    private static Refusal? Parse(ReadOnlyMemory<byte> body, EngineRequest request)
    {
        using var document = JsonBody.TryParse(body, out var where);
        return document is null
            ? AnthropicDialect.Instance.NotJson(where)
            : MessagesParser.ParsePrompt(document.RootElement, request);
    }
}

using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Hosting;

/// <summary>Sends an answer in one piece, when its last token would have left.</summary>
internal static class WholeAnswer
{
    public static async ValueTask<RequestEnd> SendAsync(Exchange exchange, Reply reply)
    {
        if (!await WaitAsync(exchange, reply))
        {
            return RequestEnd.Abandoned;
        }

        var buffer = JsonBuffer.Rent();
        try
        {
            exchange.Operation.WriteWhole(buffer.Json, reply);
            var length = buffer.Utf8.Length;
            var plan = exchange.Plan;
            var isCut = plan.CutAt is not null || plan.EndAt is not null;
            var sent = isCut || plan.MalformedAt is not null ? length / 2 : length;
            var response = exchange.Context.Response;

            Count(exchange, reply, isComplete: sent == length);
            Answers.Prepare(response, exchange.RequestId, "application/json", isCut ? length : sent);
            await response.BodyWriter.WriteAsync(buffer.Utf8[..sent]);

            return isCut ? throw new AnswerCutException()
                : sent < length ? RequestEnd.Broken
                : RequestEnd.Answered;
        }
        finally
        {
            JsonBuffer.Return(buffer);
        }
    }

    private static async ValueTask<bool> WaitAsync(Exchange exchange, Reply reply)
    {
        var clock = exchange.Engine.Clock;
        var first = exchange.FirstTokenDue(reply.Prompt);
        var longest = reply.Answers.Select(answer => answer.Tokens).DefaultIfEmpty().Max();
        var due = first + (Math.Max(longest - 1, 0) * exchange.TokenTicks)
            + (exchange.Plan.StallAt is null ? 0 : clock.Ticks(exchange.Plan.StallFor));
        if (due <= clock.Now)
        {
            exchange.Engine.Histograms.FirstToken.Observe(exchange.Age);
            return true;
        }

        using var pause = new Pause(clock, exchange.Context.RequestAborted);
        if (!await pause.UntilAsync(first))
        {
            return false;
        }

        exchange.Engine.Histograms.FirstToken.Observe(exchange.Age);
        return await pause.UntilAsync(due);
    }

    private static void Count(Exchange exchange, Reply reply, bool isComplete)
    {
        exchange.Model.Served.Send(reply.CompletionTokens, reply.ReasoningTokens);
        exchange.End(isComplete ? RequestEnd.Answered : RequestEnd.Broken);
    }
}

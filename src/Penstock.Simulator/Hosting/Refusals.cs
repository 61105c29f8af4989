namespace Penstock.Simulator.Hosting;

/// <summary>Answers with an error status, or with none, before any work was done.</summary>
internal static class Refusals
{
    /// <summary>Plays the faults that come before an answer; <see langword="null"/> lets the exchange go on.</summary>
    public static async ValueTask<RequestEnd?> BeforeWorkAsync(Exchange exchange)
    {
        var plan = exchange.Plan;
        if (plan.Reset)
        {
            exchange.End(RequestEnd.Broken);
            exchange.Context.Abort();
            return RequestEnd.Broken;
        }

        if (plan.Silent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, exchange.Engine.Options.Clock, exchange.Context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return RequestEnd.Abandoned;
        }

        if (Find(exchange) is not { } refusal)
        {
            return null;
        }

        exchange.End(RequestEnd.Refused);
        return await SendAsync(exchange.Context, exchange.Dialect, refusal, exchange.RequestId);
    }

    public static async ValueTask<RequestEnd> SendAsync(
        HttpContext context, IDialect dialect, Refusal refusal, string requestId)
    {
        var buffer = JsonBuffer.Rent();
        try
        {
            dialect.WriteRefusal(buffer.Json, refusal, requestId);
            var response = context.Response;
            response.StatusCode = refusal.Status;
            if (refusal.RetryAfter is { } wait)
            {
                response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
                response.Headers["retry-after-ms"] = $"{wait.TotalMilliseconds:0}";
            }

            Answers.Prepare(response, requestId, "application/json", buffer.Utf8.Length);
            await response.BodyWriter.WriteAsync(buffer.Utf8);
            return RequestEnd.Refused;
        }
        finally
        {
            JsonBuffer.Return(buffer);
        }
    }

    private static Refusal? Find(Exchange exchange)
    {
        var (plan, dialect) = (exchange.Plan, exchange.Dialect);
        var window = exchange.Engine.Options.ContextWindow;
        var tokens = exchange.Request.Prompt.Tokens;

        return plan.Status is { } status ? dialect.OfStatus(status, plan.RetryAfter)
            : plan.ContextLength ? dialect.ContextLength(tokens, Math.Max(tokens - 1, 0))
            : tokens >= window ? dialect.ContextLength(tokens, window)
            : plan.ContentFilter ? dialect.ContentFilter()
            : plan.NoPrefill && exchange.Request.EndsWithAssistant ? dialect.NoPrefill()
            : plan.ErrorAt is not null && !exchange.Request.Stream ? dialect.OfStatus(500, null)
            : null;
    }
}

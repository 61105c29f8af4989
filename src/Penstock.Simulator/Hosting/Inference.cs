using System.Text.Json;
using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Hosting;

/// <summary>The way of one inference request: check, parse, faults, a place, the prompt, the answer.</summary>
internal static class Inference
{
    public static async ValueTask<RequestEnd> ServeAsync(
        EngineCore engine, HttpContext context, IOperation operation, ReadOnlyMemory<byte> body)
    {
        var dialect = operation.Dialect;
        if (dialect.Check(context.Request, engine.Options.ApiKey) is { } unwelcome)
        {
            return await Refusals.SendAsync(context, dialect, unwelcome, engine.NextId());
        }

        if (JsonBody.TryParse(body, out var where) is not { } document)
        {
            return await Refusals.SendAsync(context, dialect, dialect.NotJson(where), engine.NextId());
        }

        using (document)
        {
            var request = new EngineRequest();
            if (Parse(operation, document.RootElement, request) is { } invalid)
            {
                return await Refusals.SendAsync(context, dialect, invalid, engine.NextId());
            }

            var model = engine.Model(request.Model);
            var plan = engine.Faults.Apply(model.Plan(engine.Options.Clock), model.Name);
            return await ServeAsync(new Exchange(engine, context, operation, request, model, plan));
        }
    }

    private static Refusal? Parse(IOperation operation, JsonElement root, EngineRequest request)
    {
        try
        {
            return operation.Parse(root, request);
        }
        catch (InvalidOperationException)
        {
            // Parsers check what callers commonly get wrong; the rest shows when a value is read as what it is not.
            return operation.Dialect.NotJson("A value is not of the type it should be.");
        }
    }

    private static async ValueTask<RequestEnd> ServeAsync(Exchange exchange)
    {
        var served = exchange.Model.Served;
        served.Arrive();
        var end = RequestEnd.Broken;
        try
        {
            end = await Refusals.BeforeWorkAsync(exchange) ?? await WorkAsync(exchange);
            return end;
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException || exchange.Context.RequestAborted.IsCancellationRequested)
        {
            // The peer left while an answer was being written: a broken pipe, not a broken engine. Depending on the
            // moment, Kestrel says so by other exceptions too.
            end = RequestEnd.Abandoned;
            return end;
        }
        finally
        {
            exchange.End(end);
        }
    }

    private static async ValueTask<RequestEnd> WorkAsync(Exchange exchange)
    {
        var engine = exchange.Engine;
        if (!engine.Gate.TryEnter() && !await engine.Gate.WaitAsync(exchange.Context.RequestAborted))
        {
            return RequestEnd.Abandoned;
        }

        try
        {
            engine.Histograms.Queued.Observe(exchange.Age);
            var prompt = PromptReading.Read(engine, exchange.Request);
            exchange.Model.Served.Prompt(prompt);
            var reply = Compose(exchange, prompt);

            return exchange.Request.Stream && exchange.Operation is IStreamingOperation operation
                ? await StreamedAnswer.SendAsync(exchange, reply, operation.OpenStream(reply))
                : await WholeAnswer.SendAsync(exchange, reply);
        }
        finally
        {
            engine.Gate.Leave();
            engine.Histograms.WholeRequest.Observe(exchange.Age);
        }
    }

    private static Reply Compose(Exchange exchange, PromptUsage prompt)
    {
        var answers = AnswerComposer.Compose(exchange.Request, exchange.Plan, exchange.Engine.Options);
        var id = exchange.Operation.NewId(exchange.RequestId);
        var created = exchange.Engine.Options.Clock.GetUtcNow();
        return new Reply(id, created, exchange.Model, exchange.Request, answers, prompt)
        {
            ReportsUsage = !exchange.Plan.NoUsage,
        };
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Gateway.Call;
using Penstock.Gateway.Receive;

namespace Penstock.Gateway.Hosting;

/// <summary>Puts the data plane's paths into a host's routes.</summary>
public static class GatewayEndpoints
{
    /// <summary>Maps <c>/v1</c>: chat completions, embeddings and models (OpenAI), messages (Anthropic).</summary>
    /// <param name="routes">The host's routes.</param>
    public static IEndpointRouteBuilder MapPenstockGateway(this IEndpointRouteBuilder routes)
    {
        var pipeline = routes.ServiceProvider.GetRequiredService<GatewayPipeline>();
        var models = routes.ServiceProvider.GetRequiredService<ModelList>();

        Post(routes, "/v1/chat/completions", pipeline, Ingress.ChatCompletions);
        Post(routes, "/v1/embeddings", pipeline, Ingress.Embeddings);
        Post(routes, "/v1/messages", pipeline, Ingress.Messages);
        routes.MapMethods("/v1/models", [HttpMethods.Get], http => models.ListAsync(http));
        routes.MapMethods("/v1/models/{*name}", [HttpMethods.Get], http => models.ShowAsync(http));
        routes.Map("/v1/{**path}", UnknownAsync);
        return routes;
    }

    private static void Post(IEndpointRouteBuilder routes, string path, GatewayPipeline pipeline, Ingress ingress)
    {
        routes.MapMethods(path, [HttpMethods.Post], http => pipeline.RunAsync(http, ingress));
        routes.Map(path, http => RefuseAsync(http, ingress.Dialect, new Fault(
            FaultCode.MethodNotAllowed, $"{path} takes POST, not {Method(http)}.")));
    }

    private static Task UnknownAsync(HttpContext http) => RefuseAsync(http, ModelList.DialectOf(http), new Fault(
        FaultCode.PathUnknown,
        "There is no such path. There are POST /v1/chat/completions, /v1/embeddings and /v1/messages, and GET /v1/models."));

    private static Task RefuseAsync(HttpContext http, Dialect dialect, Fault fault) =>
        CallerResponse.WriteFaultAsync(http, dialect, fault, TraceId.New(TimeProvider.System.GetUtcNow()).ToString()).AsTask();

    private static string Method(HttpContext http) => HttpMethods.IsGet(http.Request.Method) ? "GET" : "this method";
}

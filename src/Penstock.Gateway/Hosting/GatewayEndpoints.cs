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
    /// <remarks>
    /// The routing itself runs them, so that none of the host's middleware behind it does: keys are looked up by the gateway,
    /// and cookies, sign-in and the like of a host's pages would be read for nothing in every call.
    /// </remarks>
    /// <param name="routes">The host's routes.</param>
    public static IEndpointRouteBuilder MapPenstockGateway(this IEndpointRouteBuilder routes)
    {
        var pipeline = routes.ServiceProvider.GetRequiredService<GatewayPipeline>();
        var models = routes.ServiceProvider.GetRequiredService<ModelList>();

        var plane = routes.MapGroup("/v1");
        plane.ShortCircuit();
        Post(plane, "/chat/completions", pipeline, Ingress.ChatCompletions);
        Post(plane, "/embeddings", pipeline, Ingress.Embeddings);
        Post(plane, "/messages", pipeline, Ingress.Messages);
        plane.MapMethods("/models", [HttpMethods.Get], http => models.ListAsync(http));
        plane.MapMethods("/models/{*name}", [HttpMethods.Get], http => models.ShowAsync(http));
        plane.Map("/{**path}", UnknownAsync);
        return routes;
    }

    private static void Post(IEndpointRouteBuilder routes, string path, GatewayPipeline pipeline, Ingress ingress)
    {
        routes.MapMethods(path, [HttpMethods.Post], http => pipeline.RunAsync(http, ingress));
        routes.Map(path, http => RefuseAsync(http, ingress.Dialect, new Fault(
            FaultCode.MethodNotAllowed, $"/v1{path} takes POST, not {Method(http)}.")));
    }

    private static Task UnknownAsync(HttpContext http) => RefuseAsync(http, ModelList.DialectOf(http), new Fault(
        FaultCode.PathUnknown,
        "There is no such path. There are POST /v1/chat/completions, /v1/embeddings and /v1/messages, and GET /v1/models."));

    private static Task RefuseAsync(HttpContext http, Dialect dialect, Fault fault) =>
        CallerResponse.WriteFaultAsync(http, dialect, fault, TraceId.New(TimeProvider.System.GetUtcNow()).ToString()).AsTask();

    private static string Method(HttpContext http) => HttpMethods.IsGet(http.Request.Method) ? "GET" : "this method";
}

using Microsoft.AspNetCore.Diagnostics;
using Penstock.Contracts.Faults;

namespace Penstock.Server.Problems;

internal static class ProblemRegistration
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddExceptionHandler<BadRequestHandler>();
        services.AddExceptionHandler<StoreFailureHandler>();
        services.AddExceptionHandler<UnexpectedHandler>();
        return services;
    }

    /// <summary>Problem details for whatever goes wrong below <c>/api</c>.</summary>
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = _ => true,

            // Never reached: the last of the handlers takes every exception. ASP.NET wants one to be named all the same.
            ExceptionHandler = _ => Task.CompletedTask,
        });
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api"),
            api => api.UseStatusCodePages(Describe));
    }

    // Routing and the reading of bodies answer these by themselves, without a body.
    private static Task Describe(StatusCodeContext context)
    {
        var http = context.HttpContext;
        Fault? fault = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new(FaultCode.PathUnknown, "There is no such path; /api/v1/openapi.json lists them all."),
            StatusCodes.Status405MethodNotAllowed => new(
                FaultCode.MethodNotAllowed, $"This path does not take {http.Request.Method}, but {http.Response.Headers.Allow}."),
            StatusCodes.Status408RequestTimeout => new(FaultCode.BodyTooSlow, "The body did not arrive in time."),
            StatusCodes.Status413PayloadTooLarge => new(FaultCode.BodyTooLarge, "The body is larger than this operation takes."),
            StatusCodes.Status415UnsupportedMediaType => new(FaultCode.MediaTypeUnsupported, "Send the body in the media type of this operation."),
            StatusCodes.Status400BadRequest => new(FaultCode.RequestInvalid, "The request cannot be read."),
            _ => null,
        };
        return fault is null ? Task.CompletedTask : fault.ToProblem().ExecuteAsync(http);
    }
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;
using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Hosting;

/// <summary>Serves one engine straight on Kestrel: no host, no middleware, no routing table.</summary>
internal sealed class EngineApplication(EngineCore engine) : IHttpApplication<DefaultHttpContext>
{
    private readonly EngineRoutes _routes = new(engine);

    public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        if (contextFeatures is not IHostContextContainer<DefaultHttpContext> container)
        {
            return new DefaultHttpContext(contextFeatures);
        }

        // Kestrel keeps the context with its connection, so that a request need not make one.
        var context = container.HostContext ??= new DefaultHttpContext();
        context.Initialize(contextFeatures);
        return context;
    }

    public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();

    public async Task ProcessRequestAsync(DefaultHttpContext context)
    {
        context.Response.Headers.Server = "penstock-sim (simulated)";
        context.Response.Headers["x-penstock-simulated"] = "true";
        using var body = await RequestBody.ReadAsync(context.Request);
        var recorded = engine.Requests.IsOn ? Recording.Add(engine, context.Request, body.Utf8) : null;

        var end = RequestEnd.Broken;
        try
        {
            end = await _routes.ServeAsync(context, body.Utf8);
        }
        finally
        {
            recorded?.End(end);
        }
    }
}

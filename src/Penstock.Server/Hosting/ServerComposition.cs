using Microsoft.AspNetCore.Server.Kestrel.Core;
using Penstock.Contracts.Admin;
using Penstock.Dashboard;
using Penstock.Gateway.Hosting;
using Penstock.Server.Features.Access;
using Penstock.Server.Features.Registry;
using Penstock.Server.Hosting.Access;
using Penstock.Server.Hosting.Drain;
using Penstock.Server.Hosting.Health;
using Penstock.Server.Hosting.Listener;
using Penstock.Server.Hosting.OpenApi;
using Penstock.Server.Hosting.Records;
using Penstock.Server.Hosting.Simulation;
using Penstock.Server.Hosting.Start;
using Penstock.Server.Hosting.Status;
using Penstock.Server.Hosting.Telemetry;
using Penstock.Server.Problems;
using Penstock.Server.Snapshots;
using Penstock.Server.Storage;

namespace Penstock.Server.Hosting;

/// <summary>Puts the parts together: what is in the container, and what answers on which path.</summary>
internal static class ServerComposition
{
    // After the drain nothing of the data plane is open; what is left are pages and idle connections.
    private static readonly TimeSpan ConnectionGrace = TimeSpan.FromSeconds(5);

    public static WebApplication Build(ServerOptions options, DataFolder folder)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Settings lie beside the program; the working folder belongs to whoever starts it.
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(ServerComposition).Assembly.GetName().Name,
            EnvironmentName = Environments.Production,
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel));
        ConfigureLogging(builder.Logging, builder.Configuration);
        AddServices(builder.Services, options, folder);

        var app = builder.Build();
        MapPaths(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, ServerOptions options, DataFolder folder)
    {
        var demo = new DemoVariables(options);
        services.AddSingleton(options);
        services.AddSingleton(demo);
        services.AddSingleton<StopSignals>();
        services.AddSingleton<IHostLifetime>(provider => provider.GetRequiredService<StopSignals>());
        services.AddSingleton<DrainSequence>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<BuiltInSimulator>();
        services.AddSingleton<StatusReport>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ConnectionGrace);
        services.ConfigureHttpJsonOptions(json => AdminJson.Apply(json.SerializerOptions));
        services.AddAdminAccess(options, folder);
        services.AddProblems();
        services.AddAdminOpenApi();

        services.AddStorage(folder);
        services.AddPenstockGateway();
        services.AddSnapshots(new SnapshotOptions { ConfigFile = options.Config, Variables = demo.Find });
        services.AddRecords();
        services.AddTelemetry();
        services.AddAccess();
        services.AddRegistry();
        services.AddPenstockDashboard();
    }

    private static void MapPaths(WebApplication app)
    {
        app.UseProblems();
        app.UseHeadLimits();
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/api"), pages => pages.UsePenstockNotFoundPage());
        app.UseSameOrigin();
        app.UseRouting();
        app.UseMetricsKey();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapPenstockGateway();
        app.MapHealth();
        app.MapTelemetry();
        app.MapProblemPages();
        app.MapSession();
        app.MapPenstockDashboard();

        var admin = app.MapGroup("/api/v1").RequireAuthorization(AdminAccess.ApiPolicy).WithMetadata(new AdminBodyLimit());
        admin.MapStatus();
        admin.MapAccess();
        admin.MapRegistry();
        admin.MapRecords();
        app.MapAdminOpenApi();
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        var limits = kestrel.Limits;
        kestrel.AddServerHeader = false;
        HeadLimits.Apply(limits);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);

        // The gateway measures bodies itself, by its own settings and in the caller's dialect; the admin API sets its limit per path.
        limits.MaxRequestBodySize = null;

        // A caller that reads nothing for long holds memory; a caller that reads slowly is a person reading along.
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1, gracePeriod: TimeSpan.FromSeconds(30));
    }

    private static void ConfigureLogging(ILoggingBuilder logging, ConfigurationManager configuration)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        });

        // Kestrel says here what the start's own sentence says better, keys lie in a folder that only their owner reads,
        // what EF Core reports it throws as well, and who sends a wrong key is told so.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        logging.AddFilter(typeof(AdminKeyHandler).FullName, LogLevel.Warning);
        if (!configuration.GetSection("Logging:LogLevel").Exists())
        {
            logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        }
    }
}

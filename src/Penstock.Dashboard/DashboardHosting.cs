using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.FluentUI.AspNetCore.Components;
using Penstock.Dashboard.Components;
using Penstock.Dashboard.Pages.SignIn;

namespace Penstock.Dashboard;

/// <summary>Puts the pages into a host.</summary>
/// <remarks>
/// The host registers a <see cref="Contracts.Client.AdminClient"/>, the cookie scheme <see cref="CookieScheme"/> with
/// <see cref="SignInPath"/> as its login path, and calls <c>UseAuthentication</c>, <c>UseAuthorization</c> and <c>UseAntiforgery</c>.
/// It answers <c>POST /sign-in</c> (form fields <c>key</c> and <c>return_url</c>; when refused, redirects to <c>/sign-in?failed=1&amp;return_url=…</c>)
/// and <c>POST /sign-out</c>, both with an antiforgery token in the form. The host's project sets <c>RequiresAspNetWebAssets</c>.
/// </remarks>
public static class DashboardHosting
{
    /// <summary>The authentication scheme that the pages ask for.</summary>
    public const string CookieScheme = "penstock";

    /// <summary>The sign-in page, and where its form is posted.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>Where the sign-out form is posted.</summary>
    public const string SignOutPath = "/sign-out";

    private const string NotFoundPath = "/not-found";

    /// <summary>Adds what the pages need.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddPenstockDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddFluentUIComponents();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<BrowserModule>();
        return services;
    }

    /// <summary>Maps the pages, their connection and their files.</summary>
    /// <param name="routes">The host's routes.</param>
    /// <returns>A builder for the pages, which already require a signed-in user.</returns>
    public static IEndpointConventionBuilder MapPenstockDashboard(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ServeFilesOfPackages(routes.ServiceProvider);
        routes.MapStaticAssets().AllowAnonymous();
        routes.MapGet(SignInPath, () => new RazorComponentResult<SignInPage>()).AllowAnonymous().ExcludeFromDescription();
        return routes.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode()
            .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = CookieScheme });
    }

    /// <summary>Leads a person from an address that nothing answers to a page that leads on; whatever else asks gets the plain 404.</summary>
    /// <remarks>Not an endpoint of its own for every path: one that takes everything would hide that a path takes other methods or media types.</remarks>
    /// <param name="app">The host's pipeline, for the paths that people open.</param>
    public static IApplicationBuilder UsePenstockNotFoundPage(this IApplicationBuilder app) =>
        app.Use(next => http => IsPerson(http.Request) ? LeadOnAsync(http, next) : next(http));

    private static async Task LeadOnAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false } && http.GetEndpoint() is null)
        {
            http.Response.Redirect(NotFoundPath);
        }
    }

    private static bool IsPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    // A host that runs from its build output finds the files of packages through a manifest, which ASP.NET reads by itself only in Development.
    private static void ServeFilesOfPackages(IServiceProvider services) =>
        StaticWebAssetsLoader.UseStaticWebAssets(
            services.GetRequiredService<IWebHostEnvironment>(), services.GetRequiredService<IConfiguration>());
}

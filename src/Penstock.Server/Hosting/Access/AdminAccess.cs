using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Penstock.Dashboard;
using Penstock.Server.Hosting.Start;
using Penstock.Server.Storage;

namespace Penstock.Server.Hosting.Access;

/// <summary>Who may use the admin API (the key, in a header) and the pages (a session that the key opens).</summary>
internal static class AdminAccess
{
    /// <summary>The policy of the admin API.</summary>
    public const string ApiPolicy = "admin-api";

    /// <summary>The scheme that reads the admin key from a header.</summary>
    public const string KeyScheme = "admin-key";

    private const string CookieName = "penstock_session";

    public static IServiceCollection AddAdminAccess(this IServiceCollection services, ServerOptions options, DataFolder folder)
    {
        services.AddSingleton(provider => new AdminKey(options.AdminKey
            ?? SecretFile.ReadOrCreate(folder.AdminKey, "pk-admin-", provider.GetRequiredService<ILogger<AdminKey>>())));
        services.AddSingleton<KeyGuessMetrics>();
        services.AddSingleton<KeyGuesses>();
        services.AddSingleton<LoopbackAdmin>();
        services.AddScoped(provider => provider.GetRequiredService<LoopbackAdmin>().Client);

        // The cookie alone is the default, so that pages ask for it by a plain [Authorize]; the API never takes a cookie.
        services.AddAuthentication(DashboardHosting.CookieScheme)
            .AddCookie(DashboardHosting.CookieScheme, Configure)
            .AddScheme<AuthenticationSchemeOptions, AdminKeyHandler>(KeyScheme, null);
        services.AddAuthorizationBuilder().AddPolicy(
            ApiPolicy, policy => policy.AddAuthenticationSchemes(KeyScheme).RequireAuthenticatedUser());
        services.AddDataProtection()
            .SetApplicationName("Penstock")
            .PersistKeysToFileSystem(new DirectoryInfo(folder.DataProtection));
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "penstock_form";
            form.Cookie.SameSite = SameSiteMode.Strict;
        });
        return services;
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = DashboardHosting.SignInPath;
        options.AccessDeniedPath = DashboardHosting.SignInPath;
        options.ReturnUrlParameter = SessionEndpoints.ReturnParameter;
        options.Events.OnValidatePrincipal = SessionEndpoints.RejectAfterKeyChangeAsync;
    }
}

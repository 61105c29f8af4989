using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Penstock.Dashboard;

namespace Penstock.Server.Hosting.Access;

/// <summary>Opens and ends the session of the pages. The forms stand on pages of the dashboard.</summary>
/// <remarks>
/// The sign-in form has the fields <c>key</c>, <c>return_url</c> and the anti-forgery token. It leads on to the page asked for,
/// or back to the sign-in page with <c>?failed=key</c> or <c>?failed=limit</c>. A caller that does not read pages gets problem details instead of the last one.
/// </remarks>
internal static class SessionEndpoints
{
    public const string ReturnParameter = "return_url";

    private const string KeyMark = "key_mark";

    public static IEndpointRouteBuilder MapSession(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(DashboardHosting.SignInPath, SignInAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(DashboardHosting.SignOutPath, SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    /// <summary>A session that another admin key opened ends with that key.</summary>
    public static async Task RejectAfterKeyChangeAsync(CookieValidatePrincipalContext context)
    {
        var key = context.HttpContext.RequestServices.GetRequiredService<AdminKey>();
        if (context.Principal?.FindFirstValue(KeyMark) != MarkOf(key))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(DashboardHosting.CookieScheme);
        }
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        [FromForm(Name = "key")] string? sent,
        [FromForm(Name = ReturnParameter)] string? returnUrl,
        AdminKey adminKey,
        KeyGuesses guesses,
        ILogger<AdminKey> logger)
    {
        var trial = guesses.Try(KeyGuessMetrics.SignIn, context.Connection.RemoteIpAddress, () => sent is not null && adminKey.Matches(sent.Trim()));
        if (trial.RetryAfter is { } wait)
        {
            return await RefuseAsync(context, wait, returnUrl);
        }

        if (!trial.IsRight)
        {
            logger.SignInRefused();
            return Back("key", returnUrl);
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, "admin"), new Claim(KeyMark, MarkOf(adminKey))],
            DashboardHosting.CookieScheme);
        await context.SignInAsync(DashboardHosting.CookieScheme, new ClaimsPrincipal(identity));
        return Results.LocalRedirect(IsLocal(returnUrl) ? returnUrl! : "/");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, [FromForm] IFormCollection form)
    {
        // Taking the form makes the request subject to the anti-forgery check.
        ArgumentNullException.ThrowIfNull(form);
        await context.SignOutAsync(DashboardHosting.CookieScheme);
        return Results.LocalRedirect(DashboardHosting.SignInPath);
    }

    private static async Task<IResult> RefuseAsync(HttpContext context, TimeSpan wait, string? returnUrl)
    {
        if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return Back("limit", returnUrl);
        }

        await HeldOff.WriteAsync(context, wait);
        return Results.Empty;
    }

    private static IResult Back(string error, string? returnUrl) => Results.LocalRedirect(
        $"{DashboardHosting.SignInPath}?failed={error}{(IsLocal(returnUrl) ? $"&{ReturnParameter}={Uri.EscapeDataString(returnUrl!)}" : "")}");

    // Only paths of this server: "//host" and "/\host" are addresses of another one.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(char.IsControl);

    // Derived, so that the cookie tells nothing about the key to whoever gets hold of the data-protection keys.
    private static string MarkOf(AdminKey key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret), "penstock session"u8))[..32];
}

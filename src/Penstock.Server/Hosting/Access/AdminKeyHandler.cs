using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Penstock.Contracts.Faults;
using Penstock.Server.Problems;

namespace Penstock.Server.Hosting.Access;

/// <summary>Takes the admin key from <c>Authorization: Bearer</c> or <c>x-api-key</c>.</summary>
internal sealed class AdminKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AdminKey key, KeyGuesses guesses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private TimeSpan? _heldOff;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_heldOff is { } wait)
        {
            return HeldOff.WriteAsync(Context, wait);
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        var detail = SentKey.Read(Request) is null
            ? "Send the admin key as 'Authorization: Bearer KEY' or 'x-api-key: KEY'. It is in the data folder as admin.key, unless PENSTOCK_ADMIN_KEY was set."
            : "The admin key is not valid. It is in the data folder as admin.key, unless PENSTOCK_ADMIN_KEY was set.";
        return new Fault(FaultCode.AdminKeyInvalid, detail).ToProblem().ExecuteAsync(Context);
    }

    private AuthenticateResult Authenticate()
    {
        if (SentKey.Read(Request) is not { } sent)
        {
            return AuthenticateResult.NoResult();
        }

        if (!key.IsInner(sent))
        {
            var trial = guesses.Try(KeyGuessMetrics.Api, Context.Connection.RemoteIpAddress, () => key.Matches(sent));
            _heldOff = trial.RetryAfter;
            if (!trial.IsRight)
            {
                return AuthenticateResult.Fail("The admin key is not valid.");
            }
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "admin")], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}

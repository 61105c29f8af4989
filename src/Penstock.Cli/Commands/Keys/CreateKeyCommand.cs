using System.CommandLine;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin.Keys;

namespace Penstock.Cli.Commands.Keys;

internal static class CreateKeyCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "A name that no other key has" };
    private static readonly Option<string> Tenant = new("--tenant") { Description = "The tenant it belongs to", Required = true };
    private static readonly Option<long?> Requests = new("--requests-per-minute") { Description = "Its limit of requests per minute", HelpName = "N" };
    private static readonly Option<long?> Tokens = new("--tokens-per-minute") { Description = "Its limit of tokens per minute", HelpName = "N" };
    private static readonly Option<int?> Concurrent = new("--concurrent-requests") { Description = "Its limit of requests at once", HelpName = "N" };
    private static readonly Option<string[]> Allowed = new("--allow") { Description = "An app or model it may name, once for each; without it, all", HelpName = "NAME" };
    private static readonly Option<DateTimeOffset?> Expires = new("--expires") { Description = "From when on it is refused", HelpName = "TIME" };

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("create", "Makes a key and shows its secret, once.") { Name, Tenant, Requests, Tokens, Concurrent, Allowed, Expires };
        runner.Bind(command, async (session, cancellationToken) =>
        {
            var outcome = await session.Admin.CreateKeyAsync(Request(session.Parse), cancellationToken);
            if (!outcome.IsOk)
            {
                return session.Print.Fail(outcome.Fault);
            }

            var key = outcome.Value;
            KeyCommands.ShowSecret(session.Print, key, $"Key {key.Name} ({key.Id}) is made. This is its secret; it is not shown again:");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static CreateKey Request(ParseResult parse) => new()
    {
        Name = parse.GetValue(Name)!,
        Tenant = parse.GetValue(Tenant)!,
        Limits = new LimitsView
        {
            RequestsPerMinute = parse.GetValue(Requests),
            TokensPerMinute = parse.GetValue(Tokens),
            ConcurrentRequests = parse.GetValue(Concurrent),
        },
        Allowed = parse.GetValue(Allowed) is { Length: > 0 } allowed ? allowed : null,
        ExpiresAt = parse.GetValue(Expires),
    };
}

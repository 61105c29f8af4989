using System.CommandLine;
using Penstock.Cli.Output;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Admin.Keys;
using Penstock.Contracts.Faults;
using Spectre.Console;

namespace Penstock.Cli.Commands.Keys;

internal static class KeyCommands
{
    private static readonly Argument<string> Which = new("key") { Description = "The key's id or name" };

    public static Command Create(CommandRunner runner)
    {
        var list = new Command("list", "Lists the keys, never their secrets.");
        runner.Bind(list, async (session, cancellationToken) =>
            session.Print.Show(await session.Admin.ListKeysAsync(cancellationToken), Draw));

        var show = new Command("show", "Shows one key.") { Which };
        runner.Bind(show, async (session, cancellationToken) => session.Print.Show(await FindAsync(session, cancellationToken), DrawOne));

        var revoke = new Command("revoke", "Revokes a key for good.") { Which };
        runner.Bind(revoke, RevokeAsync);

        return new Command("keys", "Looks after virtual keys.")
        {
            list, show, CreateKeyCommand.Create(runner), RotateKeyCommand.Create(runner, Which), revoke,
        };
    }

    /// <summary>The key that the argument names, by id or by name.</summary>
    public static async Task<Outcome<KeyView>> FindAsync(CommandSession session, CancellationToken cancellationToken)
    {
        var wanted = session.Parse.GetValue(Which)!;
        var keys = await session.Admin.ListKeysAsync(cancellationToken);
        if (!keys.IsOk)
        {
            return keys.Fault;
        }

        var found = keys.Value.Items.FirstOrDefault(key => key.Id == wanted) ?? keys.Value.Items.FirstOrDefault(key => key.Name == wanted);
        return found is null
            ? new Fault(FaultCode.NotFound, $"There is no key {wanted}; `penstock keys list` shows them all.")
            : found;
    }

    /// <summary>The secret alone goes to standard output, so that it can be piped on; what to know about it goes beside.</summary>
    public static void ShowSecret(Printer print, IssuedKeyView key, string message)
    {
        if (!print.WantsJson)
        {
            print.Say(message);
        }

        print.Show(key, (issued, console) => console.WriteLine(issued.Secret));
    }

    public static string Describe(LimitsView limits)
    {
        string?[] parts =
        [
            limits.RequestsPerMinute is { } requests ? $"{Figures.Count(requests)} requests/min" : null,
            limits.TokensPerMinute is { } tokens ? $"{Figures.Count(tokens)} tokens/min" : null,
            limits.ConcurrentRequests is { } parallel ? $"{Figures.Count(parallel)} at once" : null,
        ];
        var set = parts.OfType<string>().ToArray();
        return set.Length == 0 ? "none" : string.Join(", ", set);
    }

    private static async Task<int> RevokeAsync(CommandSession session, CancellationToken cancellationToken)
    {
        var key = await FindAsync(session, cancellationToken);
        if (!key.IsOk)
        {
            return session.Print.Fail(key.Fault);
        }

        if (await session.Admin.RevokeKeyAsync(key.Value.Id, cancellationToken) is { } fault)
        {
            return session.Print.Fail(fault);
        }

        session.Print.Say($"Key {key.Value.Name} is revoked.");
        return ExitCodes.Ok;
    }

    private static void Draw(ListView<KeyView> keys, IAnsiConsole console)
    {
        var table = Sheet.Of("key", "id", "tenant", "source", "secret", "limits", "state", "last used");
        foreach (var key in keys.Items)
        {
            table.Row(
                key.Name, key.Id, key.Tenant, key.Source, key.Hint is { } hint ? $"…{hint}" : null, Describe(key.Limits), State(key), Figures.Time(key.LastUsedAt) ?? "never");
        }

        console.Write(table);
    }

    private static void DrawOne(KeyView key, IAnsiConsole console) => console.Write(Sheet.Facts(
        [
            ("key", key.Name),
            ("id", key.Id),
            ("tenant", key.Tenant),
            ("source", key.Source),
            ("state", State(key)),
            ("limits", Describe(key.Limits)),
            ("allowed", key.Allowed is { } allowed ? Figures.Names(allowed) : "everything"),
            ("made", Figures.Time(key.CreatedAt)),
            ("last used", Figures.Time(key.LastUsedAt) ?? "never"),
            .. key.Secrets.Select(secret => ("secret", (string?)$"…{secret.Hint ?? "?"}{(secret.ExpiresAt is { } end ? $" until {Figures.Time(end)}" : "")}")),
        ]));

    private static string State(KeyView key) =>
        key.Disabled ? "disabled" : key.ExpiresAt is { } end ? $"until {Figures.Time(end)}" : "good";
}

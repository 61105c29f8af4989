using System.CommandLine;

namespace Penstock.Cli.Session;

/// <summary>The options of every command.</summary>
internal sealed class GlobalOptions
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    private readonly Option<string?> _url = new("--url")
    {
        Description = $"The server's address [PENSTOCK_URL; {DefaultUrl}]",
        HelpName = "URL",
        Recursive = true,
    };

    private readonly Option<string?> _adminKey = new("--admin-key")
    {
        Description = "The admin key [PENSTOCK_ADMIN_KEY]; better in the variable, where other users do not see it",
        HelpName = "KEY",
        Recursive = true,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The server's data folder, to read the keys it made from [./data for a server on this machine]",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "table for people, json for machines",
        DefaultValueFactory = _ => "table",
        Recursive = true,
    };

    public GlobalOptions() => _output.AcceptOnlyFromAmong("table", "json");

    public void AddTo(RootCommand root)
    {
        root.Options.Add(_url);
        root.Options.Add(_adminKey);
        root.Options.Add(_data);
        root.Options.Add(_output);
    }

    public bool WantsJson(ParseResult parse) => parse.GetValue(_output) == "json";

    public Uri Url(ParseResult parse, Terminal terminal)
    {
        var text = NullIfEmpty(parse.GetValue(_url)) ?? NullIfEmpty(terminal.Variables("PENSTOCK_URL")) ?? DefaultUrl;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url!
            : throw new UsageException($"'{text}' is not a server's address; write for example {DefaultUrl}.");
    }

    public string AdminKey(ParseResult parse, Terminal terminal) =>
        NullIfEmpty(parse.GetValue(_adminKey))
        ?? NullIfEmpty(terminal.Variables("PENSTOCK_ADMIN_KEY"))
        ?? KeyFile(parse, terminal, "admin.key")
        ?? throw new UsageException(
            "The admin key is missing. Set PENSTOCK_ADMIN_KEY, or name the server's data folder with --data DIR.");

    public string DataKey(ParseResult parse, Terminal terminal, string? given) =>
        NullIfEmpty(given)
        ?? NullIfEmpty(terminal.Variables("PENSTOCK_KEY"))
        ?? KeyFile(parse, terminal, "demo.key")
        ?? throw new UsageException("A key is missing. Set PENSTOCK_KEY to the secret of a key, or write --key KEY.");

    // Without --data, the keys of ./data are only ever sent to this machine.
    private string? KeyFile(ParseResult parse, Terminal terminal, string name)
    {
        var folder = parse.GetValue(_data);
        if (folder is null && !Url(parse, terminal).IsLoopback)
        {
            return null;
        }

        var file = Path.Combine(folder ?? "data", name);
        try
        {
            return File.Exists(file) ? NullIfEmpty(File.ReadAllText(file).Trim()) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {failure.Message}");
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

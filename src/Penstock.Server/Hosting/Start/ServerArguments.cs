using System.Globalization;
using System.Reflection;

namespace Penstock.Server.Hosting.Start;

/// <summary>Reads the command line and <c>PENSTOCK_…</c> variables; an argument wins over its variable.</summary>
internal sealed class ServerArguments
{
    private const string Help = """
        Penstock: an LLM gateway with its ledger, traces and pages in one process.

        Usage: Penstock.Server [options]

          --urls URL[;URL…]       where to listen                      [PENSTOCK_URLS]           default http://127.0.0.1:5080
          --data DIR              where everything is kept             [PENSTOCK_DATA]           default ./data
          --config FILE           penstock.yaml, watched for changes   [PENSTOCK_CONFIG]         default: built in, or what was applied last
          --drain-seconds N       how long open streams may go on
                                  after SIGTERM: 0 to 3600             [PENSTOCK_DRAIN_SECONDS]  default 30
          --SECTION:KEY VALUE     a setting of .NET, for example --Logging:LogLevel:Default Debug
          --help, --version

        Variables: PENSTOCK_ADMIN_KEY is the admin key (8 characters or more). Without it, one is made at the first start
        and kept in the data folder as admin.key.

        Exit codes: 0 stopped as asked; 1 failed; 2 a wrong argument; 3 the configuration has mistakes;
        4 an address cannot be listened on; 5 the data folder cannot be used.
        """;

    private static readonly string[] Names = ["--urls", "--data", "--config", "--drain-seconds"];

    private readonly List<string> _errors = [];
    private readonly Dictionary<string, string> _values = [];
    private readonly List<KeyValuePair<string, string?>> _settings = [];

    /// <summary>What was asked for instead of a start, or <see langword="null"/>.</summary>
    public string? Text { get; private set; }

    /// <summary>The options, or <see langword="null"/> when there are <see cref="Errors"/>.</summary>
    public ServerOptions? Options { get; private set; }

    /// <summary>Every mistake, one sentence each.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public static string Version { get; } =
        typeof(ServerArguments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static ServerArguments Parse(IReadOnlyList<string> arguments, Func<string, string?> variables)
    {
        var parsed = new ServerArguments();
        parsed.Read(arguments);
        if (parsed.Text is null)
        {
            parsed.Check(variables);
        }

        return parsed;
    }

    private void Read(IReadOnlyList<string> arguments)
    {
        for (var at = 0; at < arguments.Count; at++)
        {
            var (name, value) = Split(arguments[at]);
            if (name is "--help" or "-h" or "-?")
            {
                Text = Help;
            }
            else if (name is "--version")
            {
                Text = Version;
            }
            else if (!IsKnown(name))
            {
                _errors.Add($"There is no option {arguments[at]}.");
            }
            else if (value is null && (at + 1 == arguments.Count || arguments[at + 1].StartsWith("--", StringComparison.Ordinal)))
            {
                _errors.Add($"Option {name} needs a value.");
            }
            else
            {
                Keep(name, value ?? arguments[++at]);
            }
        }
    }

    private void Check(Func<string, string?> variables)
    {
        var options = new ServerOptions
        {
            Urls = ReadUrls(Find("--urls", "PENSTOCK_URLS", variables)),
            Data = Find("--data", "PENSTOCK_DATA", variables) ?? new ServerOptions().Data,
            Config = ReadConfig(Find("--config", "PENSTOCK_CONFIG", variables)),
            Drain = ReadDrain(Find("--drain-seconds", "PENSTOCK_DRAIN_SECONDS", variables)),
            AdminKey = ReadAdminKey(NullIfEmpty(variables("PENSTOCK_ADMIN_KEY"))),
            Settings = _settings,
            Variables = variables,
        };
        Options = _errors.Count == 0 ? options : null;
    }

    private string[] ReadUrls(string? text)
    {
        var urls = (text ?? ServerOptions.DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls)
        {
            // Kestrel's wildcard hosts are no valid URIs, so they are put aside for the check.
            var plain = url.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                _errors.Add($"'{url}' is not an address to listen on; write for example {ServerOptions.DefaultUrl}.");
            }
            else if (uri.AbsolutePath != "/")
            {
                _errors.Add($"'{url}' has a path; leave it out.");
            }
        }

        if (urls.Length == 0)
        {
            _errors.Add("--urls is empty.");
        }

        return urls;
    }

    private string? ReadConfig(string? file)
    {
        if (Directory.Exists(file))
        {
            _errors.Add($"{Path.GetFullPath(file)} is a folder; --config names the file in it, for example {Path.Combine(Path.GetFullPath(file), "penstock.yaml")}.");
        }
        else if (file is not null && !File.Exists(file))
        {
            _errors.Add($"There is no configuration file {Path.GetFullPath(file)}.");
        }

        return file is null ? null : Path.GetFullPath(file);
    }

    private TimeSpan ReadDrain(string? text)
    {
        if (text is null)
        {
            return new ServerOptions().Drain;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 3600)
        {
            _errors.Add($"--drain-seconds is a whole number from 0 to 3600, not '{text}'.");
        }

        return TimeSpan.FromSeconds(seconds);
    }

    private string? ReadAdminKey(string? key)
    {
        if (key is not null && (key.Length < ServerOptions.MinAdminKeyLength || key.Any(letter => letter is <= ' ' or > '~')))
        {
            _errors.Add($"PENSTOCK_ADMIN_KEY needs at least {ServerOptions.MinAdminKeyLength} printable ASCII characters without spaces.");
        }

        return key;
    }

    private string? Find(string name, string variable, Func<string, string?> variables) =>
        NullIfEmpty(_values.GetValueOrDefault(name)) ?? NullIfEmpty(variables(variable));

    private void Keep(string name, string value)
    {
        if (name.Contains(':', StringComparison.Ordinal))
        {
            _settings.Add(new(name[2..], value));
        }
        else if (!_values.TryAdd(name, value))
        {
            _errors.Add($"Option {name} is given twice.");
        }
    }

    private static bool IsKnown(string name) =>
        Names.Contains(name) || (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal));

    private static (string Name, string? Value) Split(string argument)
    {
        var at = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        return at < 0 ? (argument, null) : (argument[..at], argument[(at + 1)..]);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

using System.Net.Http.Headers;
using Penstock.Contracts.Client;
using Penstock.Server.Hosting;
using Penstock.Server.Hosting.Start;

namespace Penstock.Testing.Hosting;

/// <summary>
/// The real server in this process, on a port of its own and a data folder of its own: everything but signals and kills,
/// for which there is <see cref="PenstockProcess"/>. Ready when the start returns.
/// </summary>
/// <example>
/// <code>await using var host = await PenstockHost.StartAsync(yaml, cancellationToken, ("ENGINES_KEY", "sk-test"));</code>
/// </example>
public sealed class PenstockHost : IAsyncDisposable
{
    public const string TestAdminKey = "admin-key-for-tests";

    private readonly TestFolder _folder;
    private readonly bool _ownsFolder;
    private readonly ServerOptions _options;
    private PenstockServer? _server;

    private PenstockHost(TestFolder folder, bool ownsFolder, ServerOptions options) =>
        (_folder, _ownsFolder, _options) = (folder, ownsFolder, options);

    /// <summary>The root, for example <c>http://127.0.0.1:40001/</c>.</summary>
    public Uri Address => Running.Address;

    /// <summary>The base URL for OpenAI's clients, without a slash at the end.</summary>
    public string BaseUrl => $"{Address}v1";

    public string AdminKey => Running.AdminKey;

    /// <summary>The secret of the key <c>demo</c>; only without a configuration of your own.</summary>
    public string DemoKey => Running.DemoKey ?? throw new InvalidOperationException("The built-in configuration is not in force.");

    /// <summary>The data folder.</summary>
    public string Data => Path.GetFullPath(_options.Data);

    /// <summary>The file of <c>--config</c>; only with a configuration of your own.</summary>
    public string ConfigFile => _options.Config ?? throw new InvalidOperationException("The host was started without a configuration.");

    public IServiceProvider Services => Running.Services;

    /// <summary>A client without credentials; redirects are not followed.</summary>
    public HttpClient Http { get; private set; } = new();

    /// <summary>The admin API, with the admin key.</summary>
    public AdminClient Admin { get; private set; } = new(new HttpClient());

    private PenstockServer Running => _server ?? throw new InvalidOperationException("The host is stopped.");

    /// <summary>Starts a server.</summary>
    /// <param name="yaml">Its configuration, or <see langword="null"/> for the built-in one with the simulated provider.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="variables">What stands for <c>${VARIABLES}</c> in the configuration; nothing else is seen of the environment.</param>
    public static Task<PenstockHost> StartAsync(
        string? yaml, CancellationToken cancellationToken, params (string Name, string Value)[] variables) =>
        StartAsync(TestFolder.Create(), true, yaml, variables, cancellationToken);

    /// <summary>Starts a server on a folder that is there already, and stays afterwards.</summary>
    public static Task<PenstockHost> StartInAsync(
        TestFolder folder, string? yaml, CancellationToken cancellationToken, params (string Name, string Value)[] variables) =>
        StartAsync(folder, false, yaml, variables, cancellationToken);

    /// <summary>A client that sends a key of the data plane.</summary>
    public HttpClient WithKey(string secret)
    {
        var http = new HttpClient { BaseAddress = Address, Timeout = Eventually.Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return http;
    }

    /// <summary>Rewrites the configuration file; the server takes it within a second.</summary>
    public Task WriteConfigAsync(string yaml, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(ConfigFile, yaml, cancellationToken);

    /// <summary>Drains and stops. Everything is settled when the task completes.</summary>
    public async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            Http.Dispose();
            await server.DisposeAsync();
        }
    }

    /// <summary>Stops, and starts again on the same data folder; the port is another one.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        await StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }

    private static async Task<PenstockHost> StartAsync(
        TestFolder folder, bool ownsFolder, string? yaml, (string Name, string Value)[] variables, CancellationToken cancellationToken)
    {
        var config = yaml is null ? null : folder.In("penstock.yaml");
        if (config is not null)
        {
            await File.WriteAllTextAsync(config, yaml, cancellationToken);
        }

        var values = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        var host = new PenstockHost(folder, ownsFolder, new ServerOptions
        {
            Urls = ["http://127.0.0.1:0"],
            Data = folder.In("data"),
            Config = config,
            Drain = TimeSpan.FromSeconds(5),
            AdminKey = TestAdminKey,
            Settings = [new("Logging:LogLevel:Default", "Warning"), new("Logging:LogLevel:Microsoft", "Error")],
            Variables = name => values.GetValueOrDefault(name),
        });
        await host.StartAsync(cancellationToken);
        return host;
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _server = await PenstockServer.StartAsync(_options, cancellationToken);
        Http = new HttpClient(Handler()) { BaseAddress = Address, Timeout = Eventually.Patience };
        (Admin, _) = AdminClient.Connect(Address, AdminKey, Eventually.Patience);
    }

    // A body that waits for the server's word is by default sent after a second without it, and then meets a closed connection.
    private static SocketsHttpHandler Handler() =>
        new() { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = Eventually.Patience };
}

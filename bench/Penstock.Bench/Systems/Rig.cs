using System.Diagnostics;
using System.Net;
using Penstock.Bench.Load;
using Penstock.Bench.Machine;

namespace Penstock.Bench.Systems;

/// <summary>
/// Everything a run compares, each in a process of its own: simulated engines, and in front of them bare YARP, Portkey and
/// Penstock. The driver is this process.
/// </summary>
internal sealed class Rig : IAsyncDisposable
{
    private const string Key = "sk-bench-0123456789abcdef0123456789abcdef";
    private const string ChatPath = "/v1/chat/completions";

    private readonly Paths _paths = new();
    private readonly List<ChildProcess> _processes = [];
    private readonly List<SystemUnderTest> _systems = [];
    private string _server = null!;
    private Uri _engines = null!;
    private int _enginesId;

    public IReadOnlyList<SystemUnderTest> Systems => _systems;

    public string Results => _paths.Results;

    public static async Task<Rig> StartAsync(IReadOnlySet<string> names, string? server, CancellationToken cancellationToken)
    {
        var rig = new Rig();
        rig._server = server ?? rig._paths.Program("Penstock.Server", "Penstock.Server");
        try
        {
            await rig.StartEnginesAsync(cancellationToken);
            foreach (var name in SystemNames.All.Where(names.Contains))
            {
                await rig.StartSystemAsync(name, cancellationToken);
            }

            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>The processes whose work belongs to a measurement of this system.</summary>
    public HashSet<int> Ours(SystemUnderTest system)
    {
        HashSet<int> ours = [Environment.ProcessId, _enginesId];
        if (system.ProcessId is { } id)
        {
            ours.Add(id);
        }

        return ours;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }

        Directory.Delete(_paths.Temporary, recursive: true);
    }

    private async Task StartEnginesAsync(CancellationToken cancellationToken)
    {
        var port = ChildProcess.FreePort();
        _engines = new Uri($"http://127.0.0.1:{port}");
        var start = Dotnet(Bench, "engines", $"{port}");
        _enginesId = await StartAsync("engines", start, new Uri(_engines, "/v1/models"), cancellationToken);
    }

    private Task StartSystemAsync(string name, CancellationToken cancellationToken) => name switch
    {
        SystemNames.Direct => AddAsync(name, _engines, start: null, NoHeaders, cancellationToken),
        SystemNames.Yarp => StartYarpAsync(cancellationToken),
        SystemNames.Portkey => StartPortkeyAsync(cancellationToken),
        _ => StartPenstockAsync(cancellationToken),
    };

    private Task StartYarpAsync(CancellationToken cancellationToken)
    {
        var address = FreeAddress();
        var start = Dotnet(Bench, "yarp", address.ToString(), _engines.ToString());
        return AddAsync(SystemNames.Yarp, address, start, NoHeaders, cancellationToken);
    }

    private Task StartPortkeyAsync(CancellationToken cancellationToken)
    {
        var peer = Path.Combine(_paths.Bench, "peer");
        var program = Path.Combine(peer, "node_modules", "@portkey-ai", "gateway", "build", "start-server.js");
        var address = FreeAddress();
        var start = new ProcessStartInfo("node", [program, $"--port={address.Port}", "--headless"]) { WorkingDirectory = peer };
        start.Environment["NODE_ENV"] = "production";
        var headers = new Dictionary<string, string>
        {
            ["x-portkey-provider"] = "openai",
            ["x-portkey-custom-host"] = new Uri(_engines, "/v1").ToString(),
        };

        return AddAsync(SystemNames.Portkey, address, start, headers, cancellationToken);
    }

    private Task StartPenstockAsync(CancellationToken cancellationToken)
    {
        var address = FreeAddress();
        var start = Dotnet(
            _server,
            "--urls", address.ToString(),
            "--data", Path.Combine(_paths.Temporary, "data"),
            "--config", Path.Combine(_paths.Bench, "penstock.yaml"));
        start.Environment["BENCH_ENGINES"] = new Uri(_engines, "/v1").ToString();
        start.Environment["BENCH_ENGINES_KEY"] = "unused";
        start.Environment["BENCH_KEY"] = Key;

        return AddAsync(SystemNames.Penstock, address, start, NoHeaders, cancellationToken);
    }

    private async Task AddAsync(
        string name, Uri address, ProcessStartInfo? start, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        var readiness = new Uri(address, name == SystemNames.Penstock ? "/health/ready" : "/v1/models");
        int? id = start is null ? null : await StartAsync(name, start, readiness, cancellationToken);
        headers["authorization"] = $"Bearer {Key}";
        var (whole, paced) = name == SystemNames.Penstock ? ("support", "narrator") : ("sim-small", "sim-small!tokens-64!per-token-20ms");
        _systems.Add(new SystemUnderTest
        {
            Name = name,
            Target = new IPEndPoint(IPAddress.Loopback, address.Port),
            Whole = RequestBytes.Post(ChatPath, address, headers, ChatBody.Whole(whole)),
            Streamed = RequestBytes.Post(ChatPath, address, headers, ChatBody.Streamed(paced)),
            ProcessId = id,
        });
    }

    private async Task<int> StartAsync(string name, ProcessStartInfo start, Uri answers, CancellationToken cancellationToken)
    {
        // The driver's own setting; the systems run as they would for anybody.
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        var process = ChildProcess.Start(start, Path.Combine(_paths.Temporary, $"{name}.log"));
        _processes.Add(process);
        await process.AnsweringAsync(answers, cancellationToken);

        return process.Id;
    }

    private string Bench => _paths.Program("Penstock.Bench", "Penstock.Bench");

    private static Dictionary<string, string> NoHeaders => [];

    private static Uri FreeAddress() => new($"http://127.0.0.1:{ChildProcess.FreePort()}");

    private static ProcessStartInfo Dotnet(string program, params string[] arguments) => new("dotnet", [program, .. arguments]);
}

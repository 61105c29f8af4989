using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Faults;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator;

/// <summary>One simulated engine with a listener of its own on 127.0.0.1. Thread-safe.</summary>
public sealed class SimulatedEngine : IAsyncDisposable
{
    private readonly EngineCore _core;
    private readonly KestrelServer _server;

    private SimulatedEngine(EngineCore core, KestrelServer server, Uri address) =>
        (_core, _server, Address) = (core, server, address);

    /// <summary>The engine's root, for example <c>http://127.0.0.1:9001/</c>. Anthropic's clients want this one.</summary>
    public Uri Address { get; }

    /// <summary>The base URL that OpenAI's clients want, for example <c>http://127.0.0.1:9001/v1</c>.</summary>
    public string BaseUrl => $"{Address}v1";

    /// <summary>What the engine has sent so far.</summary>
    public ServedTotals Served => _core.Served();

    /// <summary>Sequences being worked on now.</summary>
    public int Running => _core.Gate.Running;

    /// <summary>Sequences waiting for a place now.</summary>
    public int Waiting => _core.Gate.Waiting;

    /// <summary>The recent requests, where <see cref="FleetOptions.RecordedRequests"/> keeps any.</summary>
    public RequestRecorder Requests => _core.Requests;

    /// <summary>Adds a fault for requests to come.</summary>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ArgumentException">A directive is not known.</exception>
    public void AddFault(ScheduledFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (!_core.Faults.TryAdd(fault))
        {
            throw new ArgumentException($"'{fault.Fault}' is not a known fault.", nameof(fault));
        }
    }

    /// <summary>Removes every fault that was added; those in model names stay.</summary>
    public void ClearFaults() => _core.Faults.Clear();

    /// <summary>Stops listening and breaks open connections off, as a crash would.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
        _core.Dispose();
    }

    internal static async Task<SimulatedEngine> StartAsync(
        int index, FleetOptions options, CancellationToken cancellationToken)
    {
        var core = new EngineCore(index, options);
        if (options.Faults.FirstOrDefault(fault => !core.Faults.TryAdd(fault)) is { } unknown)
        {
            throw new ArgumentException($"'{unknown.Fault}' is not a known fault.", nameof(options));
        }

        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Limits.MaxRequestBodySize = 256 << 20;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, options.BasePort == 0 ? 0 : options.BasePort + index);

        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), options.Loggers);
        var server = new KestrelServer(Options.Create(kestrel), transport, options.Loggers);
        await server.StartAsync(new EngineApplication(core), cancellationToken);

        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new SimulatedEngine(core, server, new Uri(address));
    }
}

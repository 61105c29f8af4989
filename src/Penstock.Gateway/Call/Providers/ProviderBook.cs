using System.Collections.Concurrent;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Call.Providers;

/// <summary>Endpoints and their connections for as long as the process lives, so that a changed file does not drop warm ones.</summary>
public sealed class ProviderBook
{
    private readonly ConcurrentDictionary<(string Provider, Uri BaseUrl), EndpointState> _states = new();
    private readonly ConcurrentDictionary<string, Entry> _endpoints = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    internal ProviderBook(TimeProvider clock) => _clock = clock;

    /// <summary>The state of one base URL of a provider, made on first use.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="baseUrl">The base URL as configured.</param>
    public EndpointState State(string provider, Uri baseUrl) =>
        _states.GetOrAdd((provider, baseUrl), static (key, clock) => new EndpointState(key.BaseUrl, clock), _clock);

    /// <summary>The pool of a provider; connections are kept while nothing that shapes them changed.</summary>
    internal ProviderPool Pool(ProviderSettings provider, DeadlineSettings deadlines)
    {
        var shape = new Shape(provider, deadlines.Connect);
        var entry = _endpoints.AddOrUpdate(
            provider.Name,
            static (_, state) => state.Self.Open(state.Shape),
            static (_, entry, state) => entry.Shape.Matches(state.Shape) ? entry : state.Self.Open(state.Shape),
            (Self: this, Shape: shape));

        return new ProviderPool(provider, entry.Endpoints);
    }

    private Entry Open(Shape shape) => new(shape, [.. shape.Provider.BaseUrls.Select(
        url => new Endpoint(State(shape.Provider.Name, url), shape.Provider, shape.Connect))]);

    private sealed record Entry(Shape Shape, Endpoint[] Endpoints);

    private sealed record Shape(ProviderSettings Provider, TimeSpan Connect)
    {
        public bool Matches(Shape other) =>
            Connect == other.Connect
            && Provider.Dialect == other.Provider.Dialect
            && Provider.MaxConnections == other.Provider.MaxConnections
            && Provider.BaseUrls.SequenceEqual(other.Provider.BaseUrls)
            && Provider.Query.SequenceEqual(other.Provider.Query);
    }
}

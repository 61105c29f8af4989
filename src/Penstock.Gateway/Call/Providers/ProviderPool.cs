using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Call.Providers;

/// <summary>The equal replicas of one provider, as one snapshot sees them.</summary>
internal sealed class ProviderPool(ProviderSettings settings, Endpoint[] endpoints)
{
    public ProviderSettings Settings { get; } = settings;

    public IReadOnlyList<Endpoint> Endpoints => endpoints;

    /// <summary>Picks the less busy of two at random, passing over those that just failed while others are well.</summary>
    /// <param name="tried">The endpoint that just failed this exchange, or <see langword="null"/>.</param>
    public Endpoint Pick(Endpoint? tried)
    {
        if (endpoints.Length == 1)
        {
            return endpoints[0];
        }

        var first = Random.Shared.Next(endpoints.Length);
        var second = (first + 1 + Random.Shared.Next(endpoints.Length - 1)) % endpoints.Length;
        var best = Better(endpoints[first], endpoints[second], tried);
        return IsWell(best, tried) ? best : FirstWell(tried) ?? best;
    }

    private static Endpoint Better(Endpoint a, Endpoint b, Endpoint? tried)
    {
        var wellA = IsWell(a, tried);
        if (wellA != IsWell(b, tried))
        {
            return wellA ? a : b;
        }

        return a.State.InFlight <= b.State.InFlight ? a : b;
    }

    private static bool IsWell(Endpoint endpoint, Endpoint? tried) => endpoint != tried && !endpoint.State.IsAvoided;

    private Endpoint? FirstWell(Endpoint? tried)
    {
        foreach (var endpoint in endpoints)
        {
            if (IsWell(endpoint, tried))
            {
                return endpoint;
            }
        }

        return null;
    }
}

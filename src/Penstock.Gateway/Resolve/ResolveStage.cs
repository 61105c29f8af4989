using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot;

namespace Penstock.Gateway.Resolve;

/// <summary>From the name in <c>model</c> to a route, out of the snapshot the request began with.</summary>
internal static class ResolveStage
{
    private const int LongestEcho = 128;

    public static Outcome<Route> Resolve(Exchange exchange)
    {
        var name = exchange.Envelope.Model;
        var route = exchange.Snapshot.FindRoute(name);

        if (route is null)
        {
            return Unknown(name);
        }

        if (!exchange.Grant.Allows(name))
        {
            return Forbidden(name);
        }

        if (exchange.Ingress.Operation is Operation.Embeddings && route.Targets[0].Provider.Dialect is Dialect.Anthropic)
        {
            return new Fault(FaultCode.FeatureUnsupported, $"The provider of `{route.Name}` has no embeddings.") { Param = "model" };
        }

        return route;
    }

    private static Fault Unknown(string name) => new(
        FaultCode.ModelUnknown,
        $"There is no app or model named `{Echo(name)}`. GET /v1/models lists what this key may use.") { Param = "model" };

    private static Fault Forbidden(string name) => new(
        FaultCode.KeyForbidden,
        $"This key may not use `{Echo(name)}`. GET /v1/models lists what it may use.") { Param = "model" };

    private static string Echo(string name) => name.Length <= LongestEcho ? name : name[..LongestEcho] + "…";
}

using System.Diagnostics.Metrics;

namespace Penstock.Server.Hosting.Access;

/// <summary>Wrong keys at the server's own doors. Tags are closed sets: no address.</summary>
internal sealed class KeyGuessMetrics
{
    /// <summary>The doors, as metrics name them.</summary>
    public const string Api = "api";
    public const string SignIn = "sign_in";
    public const string Metrics = "metrics";

    private readonly Counter<long> _refusals;

    public KeyGuessMetrics(IMeterFactory meters) => _refusals = meters.Create(HostingMeter.Name).CreateCounter<long>(
        "penstock.admin.refusals", "{request}", "Requests with a wrong key for the admin API, the pages or the metrics, and those held off after too many.");

    public void Wrong(string door) => Add(door, "wrong_key");

    public void HeldOff(string door) => Add(door, "held_off");

    private void Add(string door, string reason) => _refusals.Add(
        1, new KeyValuePair<string, object?>("penstock.door", door), new KeyValuePair<string, object?>("penstock.reason", reason));
}

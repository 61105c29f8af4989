namespace Penstock.Server.Hosting;

/// <summary>The meter of the server's own doors.</summary>
internal static class HostingMeter
{
    public const string Name = "Penstock.Server";
}

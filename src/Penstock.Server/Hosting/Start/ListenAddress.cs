namespace Penstock.Server.Hosting.Start;

/// <summary>Addresses as Kestrel names them, and as a client on this machine would write them.</summary>
internal static class ListenAddress
{
    /// <summary>The address to use from this machine: plain HTTP where there is a choice, loopback where it listens everywhere.</summary>
    public static Uri Local(IEnumerable<string> addresses)
    {
        var uris = addresses.Select(Parse).ToList();
        var first = uris.Find(uri => uri.Scheme == Uri.UriSchemeHttp) ?? uris[0];
        return first.Host is "0.0.0.0" or "[::]" or "localhost" ? new UriBuilder(first) { Host = "127.0.0.1" }.Uri : first;
    }

    // Kestrel's wildcard hosts are no valid URIs.
    private static Uri Parse(string address) => new(
        address.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal));
}

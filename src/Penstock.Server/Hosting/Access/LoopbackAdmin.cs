using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Penstock.Contracts.Client;
using Penstock.Server.Hosting.Start;

namespace Penstock.Server.Hosting.Access;

/// <summary>The pages' way to the admin API: the same HTTP that every other client uses, from this server to itself.</summary>
/// <remarks>Only pages that a signed-in user sees ask for it, so it carries a key that only this process knows.</remarks>
internal sealed class LoopbackAdmin : IDisposable
{
    private readonly Lazy<HttpClient> _http;

    public LoopbackAdmin(IServer server, AdminKey key) => _http = new Lazy<HttpClient>(() => Connect(server, key));

    public AdminClient Client => new(_http.Value);

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private static HttpClient Connect(IServer server, AdminKey key)
    {
        var address = ListenAddress.Local(server.Features.Get<IServerAddressesFeature>()!.Addresses);
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false };

        // The certificate names the host that callers use, not 127.0.0.1, and this connection does not leave the machine.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => address.IsLoopback;

        var http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.InnerSecret);
        return http;
    }
}

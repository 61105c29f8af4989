using System.Net;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

public sealed class SameOriginTests
{
    // A script on another port of this host would otherwise ride on the cookie of whoever is signed in.
    [Fact]
    public async Task The_pages_connection_is_refused_to_another_origin_and_open_to_their_own()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var host = await PenstockHost.StartAsync(null, cancel);

        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(host, "http://127.0.0.1:1"));
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(host, "null"));
        Assert.NotEqual(HttpStatusCode.Forbidden, await NegotiateAsync(host, host.Address.GetLeftPart(UriPartial.Authority)));
    }

    private static async Task<HttpStatusCode> NegotiateAsync(PenstockHost host, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        using var response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}

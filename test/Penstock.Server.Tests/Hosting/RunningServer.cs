using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Penstock.Server.Hosting;
using Penstock.Server.Hosting.Start;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Hosting;

/// <summary>A whole server on a folder of its own, with the built-in configuration, and a caller.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TempFolder _temp = new();
    private readonly HttpClient _http = new();
    private PenstockServer? _server;

    public PenstockServer Server => _server!; // StartAsync has set it.

    public static async Task<RunningServer> StartAsync(CancellationToken cancellationToken, params (string Name, string Value)[] variables)
    {
        var running = new RunningServer();
        var options = new ServerOptions
        {
            Urls = ["http://127.0.0.1:0"],
            Data = running._temp.Folder.Path,
            Drain = TimeSpan.FromSeconds(1),
            Variables = name => variables.FirstOrDefault(variable => variable.Name == name).Value,
        };
        running._server = await PenstockServer.StartAsync(options, cancellationToken);
        return running;
    }

    public async Task<string> ChatAsync(string body, CancellationToken cancellationToken, string? traceParent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.Address, "/v1/chat/completions"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Server.DemoKey);
        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    public async Task<(int Status, JsonElement Json)> AdminAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Address, "/api/v1/" + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Server.AdminKey);
        using var response = await _http.SendAsync(request, cancellationToken);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return ((int)response.StatusCode, document.RootElement.Clone());
    }

    public Task<string> ReadAsync(string path, CancellationToken cancellationToken) =>
        _http.GetStringAsync(new Uri(Server.Address, path), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _http.Dispose();
        _temp.Dispose();
    }
}

using Microsoft.JSInterop;

namespace Penstock.Dashboard.Components;

/// <summary>The functions of <c>penstock.js</c>, imported when the first one is called.</summary>
internal sealed class BrowserModule(IJSRuntime runtime) : IAsyncDisposable
{
    private const string Path = "/_content/Penstock.Dashboard/penstock.js";

    private Task<IJSObjectReference>? _module;

    public async Task<bool> CopyAsync(string text, CancellationToken cancellationToken) =>
        await (await ImportAsync(cancellationToken)).InvokeAsync<bool>("copy", cancellationToken, text);

    public async Task DownloadAsync(string name, string type, string text, CancellationToken cancellationToken) =>
        await (await ImportAsync(cancellationToken)).InvokeVoidAsync("download", cancellationToken, name, type, text);

    public async Task FocusAsync(string selector, CancellationToken cancellationToken) =>
        await (await ImportAsync(cancellationToken)).InvokeVoidAsync("focus", cancellationToken, selector);

    public async Task ChatAsync<T>(DotNetObjectReference<T> page, ChatCall call, CancellationToken cancellationToken)
        where T : class =>
        await (await ImportAsync(cancellationToken)).InvokeVoidAsync("chat", cancellationToken, page, call.Id, call.Key, call.Body);

    public async Task StopAsync(string id, CancellationToken cancellationToken) =>
        await (await ImportAsync(cancellationToken)).InvokeVoidAsync("stop", cancellationToken, id);

    public async ValueTask DisposeAsync()
    {
        if (_module is not { IsCompletedSuccessfully: true } module)
        {
            return;
        }

        try
        {
            await (await module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone and took the module along.
        }
    }

    private Task<IJSObjectReference> ImportAsync(CancellationToken cancellationToken) =>
        _module ??= runtime.InvokeAsync<IJSObjectReference>("import", cancellationToken, Path).AsTask();
}

/// <summary>One call of the data plane, made by the browser.</summary>
/// <param name="Id">Names the call, to stop it.</param>
/// <param name="Key">The secret of a data plane key.</param>
/// <param name="Body">The JSON to send.</param>
internal sealed record ChatCall(string Id, string Key, string Body);

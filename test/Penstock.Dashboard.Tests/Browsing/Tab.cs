using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Penstock.Dashboard.Tests.Browsing;

/// <summary>One page in a browser of its own, and everything that went wrong on it.</summary>
public sealed class Tab : IAsyncDisposable
{
    private const float Patience = 20_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _troubles = [];
    private readonly Uri _address;

    private Tab(IBrowserContext context, IPage page, Uri address) => (_context, Page, _address) = (context, page, address);

    public IPage Page { get; }

    /// <summary>Errors on the console, requests that failed, requests that left this server. None of them is ever right.</summary>
    public IReadOnlyList<string> Troubles => _troubles;

    public static async Task<Tab> OpenAsync(IBrowser browser, Uri address, View view)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = view.Width, Height = view.Width < 500 ? 844 : 860 },
            ColorScheme = view.Scheme,
            StorageState = view.Session,
        });
        context.SetDefaultTimeout(Patience);
        SetDefaultExpectTimeout(Patience);
        var tab = new Tab(context, await context.NewPageAsync(), address);
        tab.Watch();
        return tab;
    }

    public Task GoAsync(string path) => Page.GotoAsync(new Uri(_address, path).ToString());

    /// <summary>Signs in with the keyboard alone and waits for the page that was asked for.</summary>
    public async Task SignInAsync(string adminKey, string path)
    {
        await GoAsync(path);
        await Expect(Page.Locator("#key")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync(adminKey);
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync(new Uri(_address, path).ToString());
        await LiveAsync();
    }

    /// <summary>What a browser keeps of a sign-in, to open the next one with.</summary>
    public Task<string> SessionAsync() => _context.StorageStateAsync();

    /// <summary>Waits until the page has its connection: the server's state is shown only then.</summary>
    public Task LiveAsync() => Expect(Page.Locator(".topbar .badge")).ToBeVisibleAsync();

    public Task<int> OverflowAsync() =>
        Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Fields a screen reader could not name.</summary>
    public Task<string[]> UnlabelledFieldsAsync() => Page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('input:not([type=hidden]), textarea, select, fluent-text-input, fluent-dropdown, fluent-switch')]
          .filter(field => !field.closest('[inert]'))
          .filter(field => !(field.labels?.length || field.getAttribute('aria-label') || field.getAttribute('aria-labelledby')
            || (field.id && document.querySelector(`label[for="${field.id}"]`)) || field.closest('label')))
          .map(field => field.outerHTML.slice(0, 120))
        """);

    /// <summary>Buttons and links a screen reader could not name.</summary>
    public Task<string[]> NamelessControlsAsync() => Page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('button, a[href], fluent-button')]
          .filter(control => !control.closest('[inert]'))
          .filter(control => !(control.textContent.trim() || control.getAttribute('aria-label')))
          .map(control => control.outerHTML.slice(0, 120))
        """);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>A field by its label; a mark behind the label for "required" is not part of it.</summary>
    public ILocator Field(string name) => Page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { NameRegex = new Regex($@"^{Regex.Escape(name)}(\W|$)") });

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Watch()
    {
        Page.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text}");
        Page.PageError += (_, error) => Note(true, $"script: {error}");
        Page.RequestFailed += (_, request) => Note(request.Failure != "net::ERR_ABORTED", $"failed: {request.Url} {request.Failure}");
        Page.Response += (_, response) => Note(response.Status >= 400, $"{response.Status}: {response.Url}");
        Page.Request += (_, request) => Note(IsForeign(request.Url), $"left the server: {request.Url}");
    }

    private bool IsForeign(string url) =>
        new Uri(url) is { Scheme: "http" or "https" or "ws" or "wss" } uri && uri.Authority != _address.Authority;

    private void Note(bool isTrouble, string text)
    {
        if (isTrouble)
        {
            _troubles.Add(text);
        }
    }
}

/// <summary>How a page is looked at.</summary>
/// <param name="Width">The width of the window in pixels.</param>
/// <param name="Scheme">The theme of the system.</param>
/// <param name="Session">What an earlier sign-in left in the browser, or <see langword="null"/>.</param>
public sealed record View(int Width = 1280, ColorScheme Scheme = ColorScheme.Light, string? Session = null);

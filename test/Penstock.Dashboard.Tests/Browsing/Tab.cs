using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Penstock.Testing;
using static Microsoft.Playwright.Assertions;

namespace Penstock.Dashboard.Tests.Browsing;

/// <summary>One page in a browser of its own, and everything that went wrong on it.</summary>
public sealed class Tab : IAsyncDisposable
{
    private static readonly float Patience = (float)Eventually.Patience.TotalMilliseconds;

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

    /// <summary>
    /// Texts that cannot be read where they stand: cut by something that neither scrolls nor says the whole text on hover, or standing out of the card they belong to.
    /// </summary>
    public Task<string[]> UnreadableTextsAsync() => Page.EvaluateAsync<string[]>(
        """
        () => {
          const found = [];
          const walker = document.createTreeWalker(document.querySelector('.shell'), NodeFilter.SHOW_TEXT);
          const outside = (text, box) => text.left < box.left - 1.5 || text.right > box.right + 1.5 || text.top < box.top - 4 || text.bottom > box.bottom + 4;
          const sees = (text, element) => {
            for (let box = element; box && box !== document.body; box = box.parentElement) {
              const style = getComputedStyle(box);
              if (box.title || box.matches('.visually-hidden, [aria-hidden=true], .skip-link, svg, .chart, .sidebar, caption, thead')) return true;
              if (/(auto|scroll)/.test(style.overflowX) || style.display === 'none' || style.visibility === 'hidden') return true;
              if ((style.overflowX !== 'visible' || box.matches('.card, .tile')) && outside(text, box.getBoundingClientRect())) return false;
            }
            return true;
          };
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (!node.data.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const text = range.getBoundingClientRect();
            if (text.width > 0 && !sees(text, node.parentElement)) found.push(`${node.parentElement.className}: ${node.data.trim().slice(0, 60)}`);
          }
          return found;
        }
        """);

    /// <summary>Cells of a list in which one text lies over another.</summary>
    public Task<string[]> OverlapsAsync() => Page.EvaluateAsync<string[]>(
        """
        () => {
          const boxes = [...document.querySelectorAll('.grid td, .grid th, .tile, .bar-line > span:not(.bar-track), .facts dd')]
            .filter(cell => cell.textContent.trim() && getComputedStyle(cell.closest('thead') ?? cell).position !== 'absolute').map(cell => {
              const range = document.createRange();
              range.selectNodeContents(cell);
              const [text, own] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
              const right = getComputedStyle(cell).overflowX === 'visible' ? text.right : Math.min(text.right, own.right);
              return { cell, box: { left: text.left, right, top: Math.max(text.top, own.top), bottom: Math.min(text.bottom, own.bottom) } };
            });
          return boxes.flatMap((one, index) => boxes.slice(index + 1, index + 12)
            .filter(other => !one.cell.contains(other.cell) && !other.cell.contains(one.cell))
            .filter(other => Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 2
              && Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 4)
            .map(other => `${one.cell.textContent.trim().slice(0, 40)} | ${other.cell.textContent.trim().slice(0, 40)}`));
        }
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

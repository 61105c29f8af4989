using Microsoft.Playwright;
using Penstock.Testing;

namespace Penstock.Dashboard.Tests.Browsing;

/// <summary>The browser of this machine, started once for all tests that look at pages.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    public static string Path => Environment.GetEnvironmentVariable("PENSTOCK_CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>Why nothing can be looked at, or <see langword="null"/> when a browser is there.</summary>
    public static string? Missing =>
        File.Exists(Path) ? null : $"There is no browser at {Path}. Install Chromium, or set PENSTOCK_CHROMIUM.";

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Timeout = (float)Eventually.Patience.TotalMilliseconds,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
        return new Chromium(playwright, browser);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}

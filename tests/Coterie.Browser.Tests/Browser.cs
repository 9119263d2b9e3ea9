using Microsoft.Playwright;

namespace Coterie.Browser.Tests;

/// <summary>A headless Chromium, the system's; tests are skipped where there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? chromium;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Programs, File.Exists) is not { } program) return;
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            // Tests run as root in containers, and draw without a graphics card.
            Args = ["--no-sandbox", "--enable-unsafe-swiftshader"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>Opens an address in a window of its own.</summary>
    /// <param name="address">The address.</param>
    /// <param name="width">The window's width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="isDark">Whether the system asks for dark pages.</param>
    internal async Task<OpenPage> OpenAsync(string address, int width = 1280, int height = 720, bool isDark = false)
    {
        if (chromium is null) Assert.Skip("Chromium is not here");
        IBrowserContext context = await chromium.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        return await OpenPage.OpenAsync(context, address);
    }
}

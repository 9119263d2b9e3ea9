using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Coterie.Browser.Tests;

/// <summary>A page in a browser, with what it asked for and what it complained about.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    // Milliseconds; a busy machine draws slowly.
    private const float Patience = 600_000;

    private readonly IBrowserContext context;
    private readonly List<string> requests = [];
    private readonly List<string> complaints = [];

    private OpenPage(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) =>
        {
            // Without a graphics card Chromium says that reading pixels back is slow.
            bool isOfDriver = message.Text.Contains("GL Driver Message (OpenGL, Performance", StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !isOfDriver) complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    public static async Task<OpenPage> OpenAsync(IBrowserContext context, string address)
    {
        OpenPage opened = new(context, await context.NewPageAsync());
        opened.Page.SetDefaultTimeout(Patience);
        await opened.Page.GotoAsync(address);
        return opened;
    }

    /// <summary>Waits until the view is there: something is drawn, and nothing is said to be missing.</summary>
    public async Task IsDrawnAsync()
    {
        await Page.WaitForFunctionAsync(
            """
            () => {
              const drawn = document.querySelector('.host canvas, .host svg, .host tr[aria-rowindex] td, .host dd');
              const box = drawn?.getBoundingClientRect();
              return box !== undefined && box.width > 20 && box.height > 20;
            }
            """);
        Assert.True(await Page.Locator(".message").IsHiddenAsync(), await Page.Locator(".message").TextContentAsync());
    }

    /// <summary>A part of the page's address after #; null where it is as at the start.</summary>
    public async Task<string?> InAddressAsync(string name)
    {
        // The address follows with a delay.
        await Page.WaitForTimeoutAsync(400);
        return await Page.EvaluateAsync<string?>("name => new URLSearchParams(location.hash.slice(1)).get(name)", name);
    }

    /// <summary>Waits until a part of the page's address after # has a value.</summary>
    public async Task GetsInAddressAsync(string name, string value)
    {
        await Page.WaitForFunctionAsync(
            "([name, value]) => new URLSearchParams(location.hash.slice(1)).get(name) === value", new[] { name, value });
    }

    /// <summary>What the menu of the view can save.</summary>
    public async Task<IReadOnlyList<string>> FormatsAsync()
    {
        await Page.Locator(".save summary").ClickAsync();
        await Page.Locator(".save button").First.WaitForAsync();
        IReadOnlyList<string> formats = await Page.Locator(".save button").AllTextContentsAsync();
        await Page.Locator(".save summary").ClickAsync();
        return formats;
    }

    /// <summary>Saves by the menu.</summary>
    public async Task<byte[]> SaveAsync(string format)
    {
        await Page.Locator(".save summary").ClickAsync();
        IDownload download = await Page.RunAndWaitForDownloadAsync(
            () => Page.Locator(".save button").GetByText(format, new() { Exact = true }).ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    /// <summary>The columns of the view's numbers.</summary>
    public async Task<string[]> ColumnsAsync() => (await LinesAsync())[0];

    /// <summary>The numbers of the view, as it saves them; none of the fields may hold a comma.</summary>
    public async Task<string[][]> TableAsync() => (await LinesAsync())[1..];

    /// <summary>How many edges the network view says it draws, once that is another number than before.</summary>
    public async Task<int> EdgesAsync(int before)
    {
        ILocator words = Page.GetByText(" edges", new() { Exact = false }).Last;
        for (float waited = 0; ; waited += 100)
        {
            string text = (await words.TextContentAsync())!.Split(" of ")[0].Split(' ')[0];
            int edges = int.Parse(text.Replace(",", "", StringComparison.Ordinal));
            if (edges != before || waited > Patience) return edges;
            await Page.WaitForTimeoutAsync(100);
        }
    }

    private async Task<string[][]> LinesAsync()
    {
        string csv = Encoding.UTF8.GetString(await SaveAsync("CSV"));
        return [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
    }

    /// <summary>No error on the console, and no request but to some origin; <c>blob:</c> and <c>data:</c> stay within the page.</summary>
    /// <param name="origin">Where the page may ask, such as <c>http://127.0.0.1:6060/</c>.</param>
    public void IsQuiet(string origin)
    {
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        Assert.All(requests, request => Assert.True(
            request.StartsWith(origin, StringComparison.Ordinal) || request.StartsWith("blob:", StringComparison.Ordinal)
                || request.StartsWith("data:", StringComparison.Ordinal),
            $"the page asked for {request}"));
    }

    /// <summary>Nothing serious in the way of people with a screen reader, a keyboard or weak eyes.</summary>
    public async Task IsAccessibleAsync()
    {
        AxeResult result = await Page.RunAxe();
        Assert.Empty(result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help}: {violation.Nodes[0].Html}"));
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
    }
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Coterie.Browser.Tests;

/// <summary>A page in a browser, with what it asked for and what it complained about.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
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
            if (message.Type is "error" or "warning") complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    public static async Task<OpenPage> OpenAsync(IBrowserContext context, string address)
    {
        OpenPage opened = new(context, await context.NewPageAsync());
        opened.Page.SetDefaultTimeout(20_000);
        await opened.Page.GotoAsync(address);
        return opened;
    }

    /// <summary>No error on the console, and no request but to some origin; <c>blob:</c> and <c>data:</c> stay within the page.</summary>
    /// <param name="origin">Where the page may ask, such as <c>http://127.0.0.1:6060/</c>.</param>
    public void IsQuiet(string origin)
    {
        Assert.Empty(complaints);
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

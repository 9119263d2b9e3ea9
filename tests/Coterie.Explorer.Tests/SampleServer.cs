using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coterie.Explorer.Documents;

namespace Coterie.Explorer.Tests;

/// <summary>A server on a free port of this machine, with a page of its own, and a client that asks it.</summary>
internal sealed class SampleServer : IAsyncDisposable
{
    public const string Html =
        "<!doctype html><html><head><meta charset=\"utf-8\"><script type=\"module\">let page = '</body>';</script>"
        + "<style>body { color: black }</style></head><body><div id=\"page\"></div></body></html>";

    private readonly ExplorerServer server;

    private SampleServer(ExplorerServer server)
    {
        this.server = server;
        Client = new HttpClient { BaseAddress = new Uri(server.Address), Timeout = TimeSpan.FromMinutes(10) };
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public static async Task<SampleServer> StartAsync(string folder, IPAddress? listen = null)
    {
        return new SampleServer(await ExplorerServer.StartAsync(folder, port: 0, listen, new Page(Html), Cancellation));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<JsonElement> GetAsync(string address) => await Client.GetFromJsonAsync<JsonElement>(address, Cancellation);

    public async Task<HttpResponseMessage> SendAsync(
        string address = Addresses.Runs, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method ?? HttpMethod.Get, address);
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    /// <summary>The error of an answer, which has to be one line.</summary>
    public static async Task<string> ErrorOf(HttpResponseMessage answer)
    {
        string error = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("error").GetString()!;
        Assert.DoesNotContain('\n', error);
        return error;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
    }
}

using System.Net;
using Coterie.Explorer.Documents;

namespace Coterie.Explorer.Tests;

/// <summary>A server on all addresses of this machine; it is asked by 127.0.0.1 all the same.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_server_for_other_machines_asks_for_its_token()
    {
        await using SampleServer server = await SampleServer.StartAsync(folder.Path, IPAddress.Any);
        string query = server.Address.Query;
        Assert.Matches("^[?]token=[A-Za-z0-9_-]{43}$", query);
        string origin = $"http://127.0.0.1:{server.Address.Port}/";
        using HttpClientHandler handler = new() { UseCookies = false };
        using HttpClient client = new(handler);
        foreach ((string address, string? cookie, HttpStatusCode expected) in ((string, string?, HttpStatusCode)[])
        [
            ("", null, HttpStatusCode.Unauthorized),
            (Addresses.Runs, null, HttpStatusCode.Unauthorized),
            ($"{Addresses.Api}/events", null, HttpStatusCode.Unauthorized),
            ($"{query}x", null, HttpStatusCode.Unauthorized),
            ("?token=", null, HttpStatusCode.Unauthorized),
            (Addresses.Runs, "coterie-token=wrong", HttpStatusCode.Unauthorized),
            (query, null, HttpStatusCode.OK),
            (Addresses.Runs, $"coterie-token={query["?token=".Length..]}", HttpStatusCode.OK),
        ])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, origin + address);
            if (cookie is not null) request.Headers.Add("Cookie", cookie);
            using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(expected, answer.StatusCode);
            if (expected == HttpStatusCode.Unauthorized) Assert.False(answer.Headers.Contains("Set-Cookie"));
            if (address != query) continue;
            string set = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
            Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=strict", set, StringComparison.OrdinalIgnoreCase);
        }
    }
}

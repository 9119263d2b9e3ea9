using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Coterie.EndToEnd.Tests;

/// <summary>The commands of the explorer. A build without Node has no page, so it can only say so.</summary>
public class ExplorerTests
{
    private const string Study = "study glyphs --samples 300 --epochs 2 --hidden 16,8";

    [Fact]
    public async Task A_study_leaves_a_report()
    {
        using Cli cli = new();
        Outcome study = (await cli.RunAsync($"{Study} --out run")).Succeeds().IsPlain();
        if (!HasPage(study)) Assert.Skip("the page was not built");
        const string end = "\nThe run is in run\nIts report is run/report.html, a page for a browser\n";
        Assert.EndsWith(end, study.Output, StringComparison.Ordinal);
        string html = await File.ReadAllTextAsync(cli["run/report.html"], TestContext.Current.CancellationToken);
        Assert.Contains("id=\"documents\"", html, StringComparison.Ordinal);

        File.Delete(cli["run/report.html"]);
        Outcome report = (await cli.RunAsync("report run")).Succeeds().IsPlain();
        Assert.StartsWith("Wrote run/report.html, ", report.Output, StringComparison.Ordinal);
        Assert.Equal(html, await File.ReadAllTextAsync(cli["run/report.html"], TestContext.Current.CancellationToken));
        (await cli.RunAsync("report run --out mine.html")).Succeeds();
        Assert.Equal(html, await File.ReadAllTextAsync(cli["mine.html"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_seeds_of_a_study_share_a_report()
    {
        using Cli cli = new();
        Outcome study = (await cli.RunAsync($"{Study} --seeds 2 --out both")).Succeeds();
        if (!HasPage(study)) Assert.Skip("the page was not built");
        Assert.Contains("Its report is both/report.html", study.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(cli["both/report.html"]));
        Assert.False(File.Exists(cli["both/seed-1/report.html"]));
    }

    [Fact]
    public async Task No_report_is_written_where_none_is_asked_for()
    {
        using Cli cli = new();
        Outcome study = (await cli.RunAsync($"{Study} --out run --no-report")).Succeeds();
        Assert.EndsWith("\nThe run is in run\n", study.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(cli["run/report.html"]));
    }

    [Fact]
    public async Task A_server_answers_until_it_is_interrupted()
    {
        using Cli cli = new();
        (await cli.RunAsync($"{Study} --out runs/mine --no-report")).Succeeds();
        if ((await cli.RunAsync("report runs/mine")).ExitCode != 0) Assert.Skip("the page was not built");
        int port = FreePort();
        using HttpClient client = new() { Timeout = TimeSpan.FromMinutes(10) };
        string list = "";
        Outcome served = await cli.InterruptAsync(
            $"serve --port {port}", "INT", async process => list = await AskAsync(client, port, process));
        Assert.Contains("\"id\":\"mine\"", list, StringComparison.Ordinal);
        served.Succeeds();
        Assert.Equal($"Open http://127.0.0.1:{port}/ in a browser; Ctrl-C ends this\n", served.Output);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused()
    {
        using Cli cli = new();
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        Directory.CreateDirectory(cli["runs"]);
        Outcome served = await cli.RunAsync($"serve --port {((IPEndPoint)taken.LocalEndpoint).Port}");
        served.Refuses(served.Error.Contains("Node", StringComparison.Ordinal) ? "Node 20.19" : "--port");
    }

    [Theory]
    [InlineData("serve nowhere")]
    [InlineData("report nowhere")]
    [InlineData("serve runs --port 0")]
    [InlineData("serve runs --port x")]
    [InlineData("serve runs --listen somewhere")]
    [InlineData("report")]
    [InlineData("serve runs more")]
    public async Task What_cannot_be_is_refused(string line)
    {
        using Cli cli = new();
        (await cli.RunAsync(line)).Refuses();
        Assert.Empty(cli.Entries());
    }

    private static bool HasPage(Outcome study) => !study.Output.Contains("no report is written, as Node", StringComparison.Ordinal);

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> AskAsync(HttpClient client, int port, Process process)
    {
        while (!process.HasExited)
        {
            try
            {
                return await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/api/v1/runs"));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
        return "";
    }
}

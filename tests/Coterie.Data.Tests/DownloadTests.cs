using System.Security.Cryptography;
using Coterie.Tests.Shared;

namespace Coterie.Data.Tests;

public sealed class DownloadTests : IDisposable
{
    private const string FileName = "made-idx1-ubyte";

    // Longer than any pause of a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly byte[] content = RandomNumberGenerator.GetBytes(300_000);
    private readonly LoopbackServer server = new();
    private readonly LoopbackServer mirror = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        server.Dispose();
        mirror.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_good_file_arrives_whole_and_its_progress_is_reported()
    {
        byte[] zipped = IdxSample.Gzip(content);
        server[$"{FileName}.gz"] = zipped;
        Recorder progress = new();

        await FetchAsync(progress, server.Address);

        Assert.Equal(zipped, File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder.Path))));
        Assert.Equal(new LoadProgress(LoadStep.Download, FileName, 0, zipped.Length), progress.Reports[0]);
        Assert.Equal(new LoadProgress(LoadStep.Download, FileName, zipped.Length, zipped.Length), progress.Reports[^1]);
        Assert.Equal(progress.Reports.OrderBy(report => report.Done), progress.Reports);
        Assert.Equal(0, mirror.Requests);
    }

    [Fact]
    public async Task An_archive_is_stored_as_it_is_and_must_have_the_right_hash()
    {
        byte[] archive = IdxSample.Gzip(content);
        DataFile file = new("made.tar.gz", archive.Length, Convert.ToHexStringLower(SHA256.HashData(archive))) { IsArchive = true };
        DataSetInfo set = Set(server.Address, mirror.Address) with { Files = [file] };
        server["made.tar.gz"] = IdxSample.Gzip(RandomNumberGenerator.GetBytes(content.Length));
        mirror["made.tar.gz"] = archive;
        using Downloader downloader = new(null, Patience);

        await downloader.FetchAsync(set, file, folder.Path, null, TestContext.Current.CancellationToken);

        string only = Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Equal("made.tar.gz", Path.GetFileName(only));
        Assert.Equal(archive, File.ReadAllBytes(only));
        Assert.Equal((1, 1), (server.Requests, mirror.Requests));
    }

    [Fact]
    public async Task A_file_that_is_compressed_in_another_way_is_accepted()
    {
        server[$"{FileName}.gz"] = content;

        await FetchAsync(null, server.Address);

        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task The_second_mirror_helps_where_the_first_has_nothing()
    {
        mirror[$"{FileName}.gz"] = IdxSample.Gzip(content);

        await FetchAsync(null, server.Address, mirror.Address);

        Assert.Equal((1, 1), (server.Requests, mirror.Requests));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task The_second_mirror_helps_where_the_first_has_another_file()
    {
        server[$"{FileName}.gz"] = IdxSample.Gzip(RandomNumberGenerator.GetBytes(content.Length));
        mirror[$"{FileName}.gz"] = IdxSample.Gzip(content);

        await FetchAsync(null, server.Address, mirror.Address);

        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task The_second_mirror_helps_where_the_first_breaks_off()
    {
        server[$"{FileName}.gz"] = mirror[$"{FileName}.gz"] = IdxSample.Gzip(content);
        server.Withheld = (1000, Hangs: false);

        await FetchAsync(null, server.Address, mirror.Address);

        Assert.Equal(1, mirror.Requests);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task The_second_mirror_helps_where_the_first_falls_silent()
    {
        server[$"{FileName}.gz"] = mirror[$"{FileName}.gz"] = IdxSample.Gzip(content);
        server.Withheld = (1000, Hangs: true);
        using Downloader impatient = new(null, TimeSpan.FromSeconds(5));
        DataSetInfo set = Set(server.Address, mirror.Address);

        await impatient.FetchAsync(set, set.Files[0], folder.Path, null, TestContext.Current.CancellationToken);

        Assert.Equal(1, mirror.Requests);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/made")]
    [InlineData("http://[")]
    [InlineData("data:,x")]
    public async Task A_redirect_to_anything_but_the_web_is_given_up(string address)
    {
        server.RedirectsTo = address;
        mirror[$"{FileName}.gz"] = IdxSample.Gzip(content);

        AssertHelpful(await Assert.ThrowsAsync<InputException>(() => FetchAsync(null, server.Address)), "127.0.0.1: ");
        await FetchAsync(null, server.Address, mirror.Address);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_file_of_the_wrong_hash_is_refused_and_nothing_is_left()
    {
        server[$"{FileName}.gz"] = IdxSample.Gzip(RandomNumberGenerator.GetBytes(content.Length));

        InputException e = await Assert.ThrowsAsync<InputException>(() => FetchAsync(null, server.Address));

        AssertHelpful(e, "SHA-256");
    }

    [Fact]
    public async Task A_damaged_file_is_refused_and_nothing_is_left()
    {
        server[$"{FileName}.gz"] = IdxSample.Gzip(content)[..^5];

        AssertHelpful(await Assert.ThrowsAsync<InputException>(() => FetchAsync(null, server.Address)), "damaged");
    }

    [Fact]
    public async Task A_server_that_sends_too_much_is_given_up()
    {
        server[$"{FileName}.gz"] = new byte[4 << 20];

        AssertHelpful(await Assert.ThrowsAsync<InputException>(() => FetchAsync(null, server.Address)), "more than the file can hold");
    }

    [Fact]
    public async Task Cancelling_leaves_nothing()
    {
        server[$"{FileName}.gz"] = IdxSample.Gzip(content);
        server.Withheld = (1000, Hangs: true);
        using CancellationTokenSource cancellation = new();
        Recorder progress = new() { Then = cancellation.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync(progress, cancellation.Token, server.Address));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        string file = folder.Write("file", []);
        using Downloader downloader = new(null, Patience);

        InputException e = await Assert.ThrowsAsync<InputException>(() => downloader.FetchAsync(
            Set(server.Address), Set().Files[0], Path.Combine(file, "below"), null, TestContext.Current.CancellationToken));

        Assert.StartsWith($"{Path.Combine(file, "below")}: cannot be written", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Without_a_network_the_error_names_what_to_do()
    {
        using NoNetwork handler = new();
        DataStore store = new() { EnvironmentDirectory = null, CacheDirectory = folder.Path, Handler = handler };

        InputException e = await Assert.ThrowsAsync<InputException>(
            () => store.LoadAsync("mnist", cancellation: TestContext.Current.CancellationToken));

        AssertHelpful(e, "ossci-datasets.s3.amazonaws.com: no such host; storage.googleapis.com: no such host");
        Assert.Equal(2, handler.Requests.Count);
        Assert.All(handler.Requests, address => Assert.EndsWith("/mnist/train-images-idx3-ubyte.gz", address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_data_set_is_downloaded_once_then_found()
    {
        string real = SharedData.Require("data/mnist");
        foreach (string path in Directory.GetFiles(real)) server[$"mnist/{Path.GetFileName(path)}"] = File.ReadAllBytes(path);
        using Redirect handler = new(server.Address);
        DataStore store = new() { EnvironmentDirectory = null, CacheDirectory = folder.Path, Handler = handler };
        CancellationToken cancellation = TestContext.Current.CancellationToken;

        DataSet first = await store.LoadAsync("mnist", null, cancellation), second = await store.LoadAsync("mnist", null, cancellation);

        Assert.Equal(4, server.Requests);
        Assert.Equal(60_000, first.Train.Count);
        Assert.True(first.Train.Pixels.AsSpan().SequenceEqual(second.Train.Pixels));
        Assert.True(store.Status()[0].IsComplete);
    }

    private DataSetInfo Set(params Uri[] mirrors) => new(new IdxSource())
    {
        Name = "made",
        Description = "made",
        ClassNames = ["a"],
        TrainCount = 1,
        TestCount = 1,
        Height = 1,
        Width = 1,
        Files = [new(FileName, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)))],
        Mirrors = mirrors,
    };

    private Task FetchAsync(Recorder? progress, params Uri[] mirrors) =>
        FetchAsync(progress, TestContext.Current.CancellationToken, mirrors);

    private async Task FetchAsync(Recorder? progress, CancellationToken cancellation, params Uri[] mirrors)
    {
        using Downloader downloader = new(null, Patience);
        DataSetInfo set = Set(mirrors);
        await downloader.FetchAsync(set, set.Files[0], folder.Path, progress, cancellation);
    }

    private void AssertHelpful(InputException e, string reason)
    {
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("--data", e.Message, StringComparison.Ordinal);
        Assert.Contains("glyphs", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Empty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    private sealed class NoNetwork : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request.RequestUri!.AbsoluteUri);
            throw new HttpRequestException("no such\nhost");
        }
    }

    private sealed class Redirect(Uri to) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new(to, request.RequestUri!.AbsolutePath);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

namespace Coterie.Data.Tests;

/// <summary>The cache of decoded images and downloads: what decides, what is cleared, and what happens without one.</summary>
public sealed class CacheTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Cache => Path.Combine(folder.Path, "cache");

    private string Decoded => Path.Combine(Cache, "decoded");

    [Fact]
    public async Task The_content_of_the_images_decides_not_their_times_and_names()
    {
        Dictionary<string, byte[]> files = ImageSample.Files(["a", "b"], 5);
        foreach ((string name, byte[] content) in files) folder.Write($"made/{name}", content);
        string image = Path.Combine(folder.Path, "made", "a", "02.png"), made = Path.Combine(folder.Path, "made");
        DataSet first = await LoadAsync(made);
        string kept = Assert.Single(Directory.GetFiles(Decoded));
        DateTime written = File.GetLastWriteTimeUtc(kept);

        foreach (string path in Directory.GetFiles(made, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        File.Move(image, Path.Combine(folder.Path, "made", "a", "02b.png"));
        Assert.Equal(first.Fingerprint(), (await LoadAsync(made)).Fingerprint());
        Assert.Equal(written, File.GetLastWriteTimeUtc(kept));

        // The same length and the same time: a bitmap of another colour.
        File.Delete(Path.Combine(folder.Path, "made", "a", "02b.png"));
        byte[] bitmap = ImageSample.Bitmap();
        folder.Write("made/a/02.bmp", bitmap);
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, "made", "a", "02.bmp"), DateTime.UnixEpoch);
        string one = (await LoadAsync(made)).Fingerprint();
        bitmap[^4] ^= 0xFF;
        folder.Write("made/a/02.bmp", bitmap);
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, "made", "a", "02.bmp"), DateTime.UnixEpoch);
        Assert.NotEqual(one, (await LoadAsync(made)).Fingerprint(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Leftovers_of_killed_processes_are_cleared_and_those_of_living_ones_stay()
    {
        foreach ((string name, byte[] content) in ImageSample.Files(["a", "b"], 3)) folder.Write($"made/{name}", content);
        string left = folder.Write("cache/decoded/x.gray.0123.part", [1]), old = folder.Write("cache/glyphs/y.gz.partial", [1]);
        string mine = Path.Combine(Decoded, "other.part");
        using FileStream living = new(mine, FileMode.Create);

        await LoadAsync(Path.Combine(folder.Path, "made"));
        await LoadAsync("glyphs");

        Assert.False(File.Exists(left));
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(mine));
    }

    [Fact]
    public async Task Without_a_cache_images_are_decoded_and_nothing_is_downloaded()
    {
        foreach ((string name, byte[] content) in ImageSample.Files(["a", "b"], 3)) folder.Write($"made/{name}", content);
        DataStore store = new() { CacheDirectory = null, EnvironmentDirectory = null };

        DataSet data = await store.LoadAsync(Path.Combine(folder.Path, "made"), cancellation: TestContext.Current.CancellationToken);
        InputException e = await Assert.ThrowsAsync<InputException>(
            () => store.LoadAsync("mnist", cancellation: TestContext.Current.CancellationToken));

        Assert.Equal(6, data.Train.Count + data.Test.Count);
        Assert.Empty(data.Warnings);
        Assert.StartsWith("mnist is not at hand, and there is no home folder to download it to", e.Message, StringComparison.Ordinal);
        Assert.False(store.IsAtHand("mnist"));
        Assert.True(store.IsAtHand("glyphs"));
    }

    private Task<DataSet> LoadAsync(string name) => new DataStore
    {
        CacheDirectory = Cache,
        EnvironmentDirectory = null,
        ImageSize = 4,
        Samples = name == "glyphs" ? 10 : null,
    }.LoadAsync(name, cancellation: TestContext.Current.CancellationToken);
}

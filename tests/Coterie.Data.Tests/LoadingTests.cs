namespace Coterie.Data.Tests;

/// <summary>Loading as one call: wanted samples, progress and cancellation.</summary>
public sealed class LoadingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Cache => Path.Combine(folder.Path, "cache");

    [Theory]
    [InlineData(10, 10)]
    [InlineData(123, 20)]
    [InlineData(600, 100)]
    public async Task Wanted_samples_are_the_first_of_all(int train, int test)
    {
        DataSet fewer = await LoadAsync(new() { Samples = train }, "glyphs");
        DataSet all = Glyphs.Generate(Glyphs.DefaultSeed, 1000, 200, cancellation: Token);

        Assert.Equal((train, test), (fewer.Train.Count, fewer.Test.Count));
        Assert.Equal(all.Take(train).Train.Pixels, fewer.Train.Pixels);
        Assert.Equal(all.Take(train).Test.Labels, fewer.Test.Labels);
        DataSet small = await LoadAsync(new() { Samples = train, ImageSize = 9 }, "glyphs");
        Assert.Equal(ImageScaling.Scale(fewer.Train, 9, "glyphs", Token).Pixels, small.Train.Pixels);
    }

    [Theory]
    [InlineData(0, "0 samples asked for, expected at least 1")]
    [InlineData(5, "glyphs: of the first 5 training samples: class ")]
    [InlineData(60_001, "glyphs: 60001 training samples asked for, expected 1 to 60000 (--samples)")]
    public async Task Too_few_or_too_many_samples_are_refused(int samples, string expected)
    {
        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(new() { Samples = samples }, "glyphs"));

        Assert.StartsWith(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_samples_are_a_sixth_of_the_training_samples_but_enough_for_every_class()
    {
        // The last class comes late in the test split.
        ImageSet train = Images([.. Enumerable.Range(0, 60).Select(i => i % 3)]), test = Images([0, 1, 0, 1, 0, 1, 0, 2, 0, 1, 2, 2]);
        DataSet data = new("made", ["a", "b", "c"], train, test);

        Assert.Equal([8, 9, 10], ((int[])[12, 54, 60]).Select(count => data.Take(count).Test.Count));
        Assert.Throws<InputException>(() => data.Take(61));
        Assert.Throws<InputException>(() => data.Take(2));

        static ImageSet Images(int[] labels) => new(new byte[labels.Length], labels, 1, 1);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(450, 113)]
    public async Task Decoding_reports_its_images_one_report_at_a_time(int images, int reports)
    {
        string zip = folder.Write("made.zip", ImageSample.Zip(ImageSample.Files(["a", "b"], images / 2, 2, 2)));
        Recorder progress = new();

        await LoadAsync(new(), zip, progress);

        (LoadStep, string, long?) expected = (LoadStep.Decode, "made", images);
        Assert.All(progress.Reports, report => Assert.Equal(expected, (report.Step, report.Name, report.Total)));
        // Threads that finish out of order may leave out a report, never go back.
        Assert.InRange(progress.Reports.Count, 1, reports);
        Assert.Equal(progress.Reports.Select(report => report.Done).Order().Distinct(), progress.Reports.Select(report => report.Done));
        Assert.Equal(images, progress.Reports[^1].Done);
    }

    [Fact]
    public async Task Cancelled_decoding_stops_after_the_images_under_way_and_keeps_nothing()
    {
        string zip = folder.Write("made.zip", ImageSample.Zip(ImageSample.Files(["a", "b"], 1000, 2, 2)));
        using CancellationTokenSource cancellation = new();
        Recorder progress = new() { Then = cancellation.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store(new()).LoadAsync(zip, progress, cancellation.Token));

        // The first report comes after a hundredth of the images. Each thread may reach the next one before it sees the cancellation, and
        // on a busy machine there are more threads than cores.
        Assert.InRange(progress.Reports[^1].Done, 20, 1000);
        Assert.False(Directory.Exists(Path.Combine(Cache, "decoded")));
    }

    [Theory]
    [InlineData("glyphs")]
    [InlineData("mnist")]
    [InlineData("made")]
    [InlineData("cifar10")]
    public async Task Nothing_is_loaded_after_cancellation(string name)
    {
        if (name == "made") name = folder.Write("made.zip", ImageSample.Zip(ImageSample.Files(["a", "b"], 2)));
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store(new()).LoadAsync(name, null, cancellation.Token));
    }

    [Fact]
    public void Every_step_of_loading_can_be_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();
        CancellationToken token = cancellation.Token;
        string zip = folder.Write("made.zip", ImageSample.Zip(ImageSample.Files(["a", "b"], 2)));
        folder.Write("made/a/1.png", ImageSample.Bitmap());
        folder.Write("bin/data_batch_1.bin", new byte[3073]);
        string images = folder.Write("images", IdxSample.Images(20)), labels = folder.Write("labels", IdxSample.LabelsOf(20));
        using ImageArchive archive = ImageArchive.Open(zip, Token);
        ImagePlan plan = ImageFolderLayout.Plan(archive, 1);
        ImageSet small = Glyphs.Generate(1, 10, 10, cancellation: Token).Train;
        new ImageLoading { CacheFolder = Cache }.Load("made", archive, plan, Token);

        Action[] steps =
        [
            () => ImageArchive.Open(zip, token),
            () => ImageArchive.Open(Path.Combine(folder.Path, "made"), token),
            () => new DecodedCache(Cache, zip, null, 1).Read(plan, "made", () => Contents(archive), token),
            () => new ImageLoading { CacheFolder = Path.Combine(Cache, "other") }.Load("made", archive, plan, token),
            () => new CifarBinary(DataSets.Cifar10.ClassNames).Read(Path.Combine(folder.Path, "bin"), token),
            () => IdxFile.Read(images, labels, IdxSample.ClassNames, token),
            () => Glyphs.Generate(1, 10, 10, cancellation: token),
            () => ImageScaling.Scale(small, 5, "made", token),
        ];
        Assert.All(steps, step => Assert.ThrowsAny<OperationCanceledException>(step));
    }

    [Theory]
    [InlineData("https://example.org/leaves", "get it from https://example.org/leaves, and name the folder or zip")]
    [InlineData(null, "name the folder or zip that has segmented/CROP___CONDITION/*.jpg with --data")]
    public async Task The_address_in_the_message_is_that_of_the_data_set(string? homepage, string expected)
    {
        DataSetInfo set = DataSets.PlantVillage with { Name = "made", Homepage = homepage is null ? null : new(homepage) };

        InputException e = await Assert.ThrowsAsync<InputException>(() => Store(new()).LoadAsync(set, null, Token));

        Assert.StartsWith($"made is not at hand, and is not downloaded: {expected}", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("spMohanty", e.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<DataSet> LoadAsync(DataStore like, string name, Recorder? progress = null) => Store(like).LoadAsync(name, progress, Token);

    private DataStore Store(DataStore like) =>
        new() { EnvironmentDirectory = null, CacheDirectory = Cache, Samples = like.Samples, ImageSize = like.ImageSize };

    private static UInt128[] Contents(ImageArchive archive) =>
        [.. Enumerable.Range(0, archive.Images.Count).Select(i => archive.ContentOf(i, null))];
}

namespace Coterie.Data.Tests;

public sealed class DataStoreTests : IDisposable
{
    private static readonly string[] Names =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Cache => Path.Combine(folder.Path, "cache");

    [Theory]
    [InlineData("")]
    [InlineData("mnist")]
    public async Task A_folder_or_its_sub_folder_holds_the_files_under_any_spelling(string below)
    {
        Write(Path.Combine("data", below), Names[0], zip: true);
        Write(Path.Combine("data", below), "train-labels.idx1-ubyte", zip: false);
        Write(Path.Combine("data", below), "t10k-images.idx3-ubyte", zip: true);
        Write(Path.Combine("data", below), Names[3], zip: false);
        DataStore store = new() { Directory = Path.Combine(folder.Path, "data"), CacheDirectory = Cache };

        DataSet data = await store.LoadAsync("mnist", cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(("mnist", 20, 20), (data.Name, data.Train.Count, data.Test.Count));
        Assert.Equal(Path.Combine(folder.Path, "data", below), store.Status()[0].Directory);
    }

    [Fact]
    public async Task A_given_folder_comes_before_the_environment_and_that_before_the_cache()
    {
        foreach (string place in (string[])["asked", "environment", "cache"])
        {
            foreach (string name in Names) Write(Path.Combine(place, "mnist"), name, zip: false);
        }
        string At(string place) => Path.Combine(folder.Path, place);

        DataStore both = new() { EnvironmentDirectory = At("environment"), CacheDirectory = Cache };
        DataStore asked = new() { Directory = At("asked"), EnvironmentDirectory = At("environment"), CacheDirectory = Cache };
        DataStore cache = new() { EnvironmentDirectory = At("nowhere"), CacheDirectory = Cache };

        Assert.Equal(Path.Combine(At("environment"), "mnist"), both.Status()[0].Directory);
        Assert.Equal(Path.Combine(At("asked"), "mnist"), asked.Status()[0].Directory);
        Assert.Equal(Path.Combine(Cache, "mnist"), cache.Status()[0].Directory);
        Assert.Equal(20, (await cache.LoadAsync("mnist", cancellation: TestContext.Current.CancellationToken)).Train.Count);
    }

    [Fact]
    public async Task A_given_folder_with_missing_files_is_refused_and_they_are_named()
    {
        foreach (string name in Names.Take(3)) Write("data", name, zip: false);
        string data = Path.Combine(folder.Path, "data");
        DataStore store = new() { Directory = data, CacheDirectory = Cache };

        InputException e = await Assert.ThrowsAsync<InputException>(
            () => store.LoadAsync("mnist", cancellation: TestContext.Current.CancellationToken));

        Assert.Equal($"{data}: mnist is not complete here, expected also t10k-labels-idx1-ubyte[.gz]", e.Message);
        Assert.Equal([Names[3]], store.Status()[0].MissingFiles);
    }

    [Fact]
    public async Task A_given_folder_that_does_not_exist_is_named()
    {
        string nowhere = Path.Combine(folder.Path, "nowhere");

        InputException e = await Assert.ThrowsAsync<InputException>(() =>
            new DataStore { Directory = nowhere }.LoadAsync("mnist", cancellation: TestContext.Current.CancellationToken));

        Assert.StartsWith($"{nowhere}: no such folder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_says_where_every_data_set_is_and_what_is_missing()
    {
        Write(Path.Combine("cache", "fashion-mnist"), Names[1], zip: true);
        DataStore store = new() { EnvironmentDirectory = null, CacheDirectory = Cache };

        IReadOnlyList<DataSetStatus> status = store.Status();

        Assert.Equal<string[]>(["mnist", "fashion-mnist", "cifar10", "plantvillage", "glyphs"], [.. status.Select(s => s.Info.Name)]);
        Assert.Equal([false, false, false, false, true], status.Select(s => s.IsComplete));
        Assert.Equal<string?[]>([null, Path.Combine(Cache, "fashion-mnist"), null, null, null], [.. status.Select(s => s.Directory)]);
        Assert.Equal(Names, status[0].MissingFiles);
        Assert.Equal([Names[0], Names[2], Names[3]], status[1].MissingFiles);
        Assert.Equal(["cifar-10-binary.tar.gz"], status[2].MissingFiles);
        Assert.Equal(["segmented/CROP___CONDITION/*.jpg"], status[3].MissingFiles);
        Assert.Equal([60_000, 60_000, 50_000, 28_693, 60_000], status.Select(s => s.Info.TrainCount));
        Assert.Equal([10_000, 10_000, 10_000, 6_890, 10_000], status.Select(s => s.Info.TestCount));
        Assert.Equal([10, 10, 10, 9, 10], status.Select(s => s.Info.ClassNames.Count));
        Assert.Equal([true, true, true, false, false], status.Select(s => s.Info.IsDownloadable));
    }

    [Fact]
    public async Task An_unknown_name_is_refused_with_a_list_of_the_known_ones()
    {
        InputException e = await Assert.ThrowsAsync<InputException>(() =>
            new DataStore().LoadAsync("minst", cancellation: TestContext.Current.CancellationToken));

        const string expected = "unknown data set 'minst', expected one of mnist, fashion-mnist, cifar10, plantvillage, glyphs, "
            + "or the path of a folder or zip of images";
        Assert.Equal(expected, e.Message);
    }

    [Fact]
    public async Task The_built_in_set_needs_no_files()
    {
        DataStore store = new() { Directory = Path.Combine(folder.Path, "nowhere") };

        DataSet glyphs = await store.LoadAsync("glyphs", cancellation: TestContext.Current.CancellationToken);

        Assert.Equal((60_000, 10_000), (glyphs.Train.Count, glyphs.Test.Count));
        Assert.Equal(DataSets.Find("glyphs").ClassNames, glyphs.ClassNames);
    }

    private void Write(string below, string name, bool zip)
    {
        byte[] content = name.Contains("images", StringComparison.Ordinal) ? IdxSample.Images(20) : IdxSample.LabelsOf(20);
        folder.Write(Path.Combine(below, zip ? $"{name}.gz" : name), zip ? IdxSample.Gzip(content) : content);
    }
}

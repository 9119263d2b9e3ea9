namespace Coterie.Data.Tests;

/// <summary>How CIFAR-10 and Plant Village are found and recognised.</summary>
public sealed class KnownImageSetsTests : IDisposable
{
    private static readonly string[] Crops =
    [
        "Apple___Apple_scab", "Blueberry___healthy", "Cherry_(including_sour)___healthy", "Corn_(maize)___Common_rust_",
        "Grape___Black_rot", "Orange___Haunglongbing_(Citrus_greening)", "Peach___healthy", "Pepper,_bell___healthy", "Potato___healthy",
        "Raspberry___healthy", "Soybean___healthy", "Squash___Powdery_mildew", "strawberry___healthy", "TOMATO___healthy",
        "Apple___healthy",
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("segmented")]
    [InlineData("plantvillage-dataset/segmented")]
    [InlineData("PlantVillage/plantvillage dataset/segmented")]
    [InlineData("plant village")]
    public async Task Plant_Village_is_found_and_its_crops_are_grouped(string below)
    {
        foreach ((string name, byte[] content) in ImageSample.Files(Crops, 5)) folder.Write(Path.Combine("data", below, name), content);

        DataSet data = await LoadAsync("plantvillage");

        Assert.Equal(DataSets.PlantVillage.ClassNames, data.ClassNames);
        Assert.Equal((256, 256), (data.Train.Height, data.Test.Width));
        // Two folders in the classes of apples and of each pair, one in the others.
        Assert.Equal([8, 8, 4, 4, 4, 8, 4, 8, 4], Enumerable.Range(0, 9).Select(label => data.Train.Labels.Count(l => l == label)));
        Assert.Equal([2, 2, 1, 1, 1, 2, 1, 2, 1], Enumerable.Range(0, 9).Select(label => data.Test.Labels.Count(l => l == label)));
        Assert.Empty(data.Warnings);
    }

    [Fact]
    public async Task Of_several_versions_the_segmented_one_is_taken()
    {
        string[] folders = [.. Crops.Take(4).SelectMany(crop => (string[])[$"color/{crop}", $"segmented/{crop}"])];
        WriteZip("plantvillage.zip", ImageSample.Files(folders, 5));
        string[] others = [.. folders.Select(name => name.Replace("segmented", "gray", StringComparison.Ordinal))];
        WriteZip("other.zip", ImageSample.Files(others, 5));

        DataSet data = await LoadAsync("plantvillage");
        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync("plantvillage", "data/other.zip"));

        Assert.Equal(20, data.Train.Count + data.Test.Count);
        Assert.EndsWith(
            "no images of grape, orange, peach and pepper, soybean, strawberry and squash, tomato: 3 classes instead of 9",
            Assert.Single(data.Warnings),
            StringComparison.Ordinal);
        const string expected = "CROP___CONDITION folders in color, gray, expected them in one folder segmented";
        Assert.EndsWith(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_archives_the_one_with_most_images_is_taken_and_an_unreadable_one_is_not()
    {
        WriteZip("plantvillage-a.zip", ImageSample.Files(["segmented/Apple___x", "segmented/Corn___x"], 5));
        WriteZip("plantvillage-b.zip", ImageSample.Files(["segmented/Apple___x", "segmented/Corn___x"], 6));
        folder.Write("data/plantvillage-c.zip", [1, 2, 3]);

        DataSet data = await LoadAsync("plantvillage");

        Assert.Equal(12, data.Train.Count + data.Test.Count);
    }

    [Fact]
    public async Task Too_few_crops_or_none_are_refused()
    {
        WriteZip("one.zip", ImageSample.Files(["segmented/Apple___x", "segmented/Potato___x"], 5));
        WriteZip("none.zip", ImageSample.Files(["a", "b"], 5));

        InputException one = await Assert.ThrowsAsync<InputException>(() => LoadAsync("plantvillage", "data/one.zip"));
        InputException none = await Assert.ThrowsAsync<InputException>(() => LoadAsync("plantvillage", "data/none.zip"));

        Assert.Contains("too few of Plant Village's crops (apple), expected at least two of apple", one.Message, StringComparison.Ordinal);
        Assert.Contains("holds no folder CROP___CONDITION with images", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cifar_10_is_found_as_an_archive_and_preferred_to_images()
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        for (int batch = 1; batch <= 6; batch++)
        {
            byte[] records = new byte[10_000 * 3073];
            for (int i = 0; i < 10_000; i++) records.AsSpan(i * 3073, 3073).Fill((byte)(i % 10));
            files.Add($"cifar-10-batches-bin/{(batch == 6 ? "test_batch" : $"data_batch_{batch}")}.bin", records);
        }
        folder.Write("data/cifar-10-binary.tar.gz", ImageSample.TarGzip(files));
        folder.Write("data/cifar-10-python.tar.gz", [1]);
        folder.Write("data/cifar-100-binary.tar.gz", [1]);
        WriteZip("cifar10-png.zip", ImageSample.Files([.. Classes("train"), .. Classes("test")], 2));

        DataSet data = await LoadAsync("cifar10");

        Assert.Equal((50_000, 10_000, 32), (data.Train.Count, data.Test.Count, data.Train.Width));
        Assert.Equal([7, 8, 9, 0], data.Train.Labels[7..11]);
        Assert.All(data.Train.Image(7).ToArray(), gray => Assert.Equal(7, gray));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cifar10")]
    [InlineData("CIFAR-10-images")]
    public async Task Cifar_10_is_found_as_a_folder_of_images(string below)
    {
        foreach ((string name, byte[] content) in ImageSample.Files([.. Classes("train"), .. Classes("test")], 2, 32, 32))
            folder.Write(Path.Combine("data", below, name), content);

        DataSet data = await LoadAsync("cifar10");

        Assert.Equal((20, 20, 32), (data.Train.Count, data.Test.Count, data.Train.Width));
        Assert.Equal(DataSets.Cifar10.ClassNames, data.ClassNames);
    }

    [Fact]
    public async Task Cifar_10_with_other_classes_is_refused()
    {
        WriteZip("cifar10.zip", ImageSample.Files(["train/a", "train/b", "test/a", "test/b"], 2));

        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync("cifar10"));

        Assert.Contains("holds classes a, b, expected those of cifar10: airplane, automobile", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Flowers-v2")]
    public async Task A_new_data_set_of_images_needs_only_an_entry(string below)
    {
        DataSetInfo flowers = new(new ImageSource("flowers.zip"))
        {
            Name = "flowers",
            Description = "Flowers",
            ClassNames = ["rose", "tulip"],
            TrainCount = 16,
            TestCount = 4,
            Height = 8,
            Width = 8,
            Channels = 3,
        };
        foreach ((string name, byte[] content) in ImageSample.Files(["rose", "tulip"], 10))
            folder.Write(Path.Combine("data", below, name), content);
        string place = Path.Combine(folder.Path, "data");
        DataStore store = new() { Directory = place, CacheDirectory = Path.Combine(folder.Path, "cache"), KeepColour = true };

        DataSet data = await store.LoadAsync(flowers, null, TestContext.Current.CancellationToken);

        Assert.Equal(("flowers", 16, 4, 3), (data.Name, data.Train.Count, data.Test.Count, data.Train.Channels));
        Assert.Equal(Path.Combine(place, below), flowers.Source.FindStatus(flowers, store).Directory);
    }

    [Theory]
    [InlineData("cifar10", "data", "cifar10 is not here, expected cifar-10-binary.tar.gz, in a folder or a zip")]
    [InlineData("plantvillage", "nowhere", "no such file or folder, expected one with plantvillage")]
    [InlineData("plantvillage", null, "plantvillage is not at hand, and is not downloaded: get it from https://github.com/spMohanty")]
    public async Task A_missing_data_set_is_reported(string name, string? place, string expected)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "data"));

        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(name, place));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    private Task<DataSet> LoadAsync(string name, string? place = "data") => new DataStore
    {
        Directory = place is null ? null : Path.Combine(folder.Path, place),
        EnvironmentDirectory = null,
        CacheDirectory = Path.Combine(folder.Path, "cache"),
    }.LoadAsync(name, cancellation: TestContext.Current.CancellationToken);

    private void WriteZip(string name, Dictionary<string, byte[]> files) =>
        folder.Write(Path.Combine("data", name), ImageSample.Zip(files));

    private static string[] Classes(string split) => [.. DataSets.Cifar10.ClassNames.Select(name => $"{split}/{name}")];
}

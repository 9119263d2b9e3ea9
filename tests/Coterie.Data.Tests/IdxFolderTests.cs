namespace Coterie.Data.Tests;

/// <summary>Data sets of four IDX files that are known by no name, and the places where the known ones are found.</summary>
public sealed class IdxFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("letters", "emnist-letters-train", "emnist-letters-test", "letters")]
    [InlineData("KMNIST/raw", "train", "t10k", "KMNIST")]
    [InlineData("mine", "Train", "Val", "mine")]
    public async Task Any_four_files_are_a_data_set_whose_labels_may_begin_anywhere(string below, string train, string test, string name)
    {
        Write(below, train, [1, 2, 26, 2, 1], zip: true);
        Write(below, test, [26, 1, 2]);

        DataSet data = await LoadAsync(Path.Combine(folder.Path, below));

        Assert.Equal((name, 5, 3), (data.Name, data.Train.Count, data.Test.Count));
        Assert.Equal(["1", "2", "26"], data.ClassNames);
        Assert.Equal([0, 1, 2, 1, 0], data.Train.Labels);
        Assert.Equal([2, 0, 1], data.Test.Labels);
        Assert.EndsWith(
            ": the 3 labels from 1 to 26 name the classes", Assert.Single(data.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_may_lie_below_and_one_of_several_sets_is_named_by_a_file()
    {
        Write("KMNIST/raw", "train", [0, 1]);
        Write("KMNIST/raw", "t10k", [1, 0]);
        string root = Path.Combine(folder.Path, "KMNIST");
        DataSet data = await LoadAsync(root);
        Assert.Equal(("KMNIST", 2), (data.Name, data.Train.Count));
        Assert.Empty(data.Warnings);

        Write("gzip", "emnist-letters-train", [1, 2, 2]);
        Write("gzip", "emnist-letters-test", [1, 2]);
        Write("gzip", "emnist-digits-train", [0, 1]);
        Write("gzip", "emnist-digits-test", [0, 1]);
        string gzip = Path.Combine(folder.Path, "gzip");
        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(gzip));
        const string expected = "holds the IDX files of 2 data sets, beginning with emnist-digits-test-";
        Assert.StartsWith($"{gzip}: {expected}", e.Message, StringComparison.Ordinal);
        data = await LoadAsync(Path.Combine(gzip, "emnist-letters-train-images-idx3-ubyte"));
        Assert.Equal(("emnist-letters", 3), (data.Name, data.Train.Count));
    }

    [Fact]
    public async Task Missing_files_and_labels_without_samples_are_named()
    {
        Write("part", "train", [0, 1]);
        Write("part", "test", [0, 0]);
        string part = Path.Combine(folder.Path, "part");
        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(part));
        Assert.Contains("test-labels-idx1-ubyte: class 1 (1) has no samples", e.Message, StringComparison.Ordinal);

        File.Delete(Path.Combine(part, "test-labels-idx1-ubyte"));
        e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(part));
        Assert.Equal(
            $"{part}: beside test-images-idx3-ubyte, expected a file of test labels, …-labels-idx1-ubyte[.gz]", e.Message);
    }

    [Fact]
    public async Task Splits_of_unequal_image_size_are_refused()
    {
        foreach (string name in (string[])["any", "mnist"])
        {
            byte[] labels = [.. Enumerable.Range(0, 10).Select(k => (byte)k)];
            Write(name, "train", labels);
            Write(name, "t10k", labels, height: 4);
            InputException e = await Assert.ThrowsAsync<InputException>(() =>
                name == "any" ? LoadAsync(Path.Combine(folder.Path, name)) : LoadAsync("mnist", folder.Path));

            Assert.Contains("t10k-images-idx3-ubyte: holds images of 4×2, expected 3×2 as in ", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("data/MNIST/raw", "data", true)]
    [InlineData("data/MNIST/raw", "data/MNIST", true)]
    [InlineData("up/data/MNIST/raw", "up", true)]
    [InlineData("data/KMNIST/raw", "data", false)]
    [InlineData("data/FashionMNIST/raw", "data", false)]
    public async Task A_folder_above_the_files_finds_the_set_of_that_name_alone(string below, string named, bool isFound)
    {
        byte[] labels = [.. Enumerable.Range(0, 10).Select(k => (byte)k)];
        Write(below, "train", labels);
        Write(below, "t10k", labels);

        Task<DataSet> loading = LoadAsync("mnist", Path.Combine(folder.Path, named));

        if (isFound)
        {
            Assert.Equal(10, (await loading).Train.Count);
            return;
        }
        InputException e = await Assert.ThrowsAsync<InputException>(() => loading);
        Assert.Contains("mnist is not complete here", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KMNIST/raw", true)]
    [InlineData("mnist", false)]
    [InlineData("mine", false)]
    public async Task Another_set_that_is_read_as_a_known_one_is_said(string below, bool isSaid)
    {
        byte[] labels = [.. Enumerable.Range(0, 10).Select(k => (byte)k)];
        Write(below, "train", labels);
        Write(below, "t10k", labels);

        IReadOnlyList<string> warnings = (await LoadAsync("mnist", Path.Combine(folder.Path, below))).Warnings;

        string said = $"{Path.Combine(folder.Path, below)}: KMNIST is read as mnist; --data-set reads it under its own name";
        Assert.Equal(isSaid ? [said] : [], warnings);
    }

    private Task<DataSet> LoadAsync(string name, string? place = null) => new DataStore
    {
        Directory = place,
        EnvironmentDirectory = null,
        CacheDirectory = Path.Combine(folder.Path, "cache"),
    }.LoadAsync(name, cancellation: TestContext.Current.CancellationToken);

    private void Write(string below, string split, byte[] labels, bool zip = false, int height = 3)
    {
        WriteFile("images-idx3-ubyte", IdxSample.Images(labels.Length, height));
        WriteFile("labels-idx1-ubyte", IdxSample.Labels(labels));

        void WriteFile(string kind, byte[] content) =>
            folder.Write(Path.Combine(below, $"{split}-{kind}{(zip ? ".gz" : "")}"), zip ? IdxSample.Gzip(content) : content);
    }
}

namespace Coterie.Data;

/// <summary>The data sets known by name. To add one, add its entry here; everything else reads <see cref="All"/>.</summary>
public static class DataSets
{
    /// <summary>The handwritten digits of LeCun, Cortes and Burges (1998).</summary>
    public static DataSetInfo Mnist { get; } = Idx(
        "mnist",
        "MNIST: handwritten digits",
        [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")],
        ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"],
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    /// <summary>The articles of clothing of Xiao, Rasul and Vollgraf (arXiv:1708.07747).</summary>
    public static DataSetInfo FashionMnist { get; } = Idx(
        "fashion-mnist",
        "Fashion-MNIST: articles of clothing",
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        // Amazon serves website buckets over plain HTTP only; the SHA-256 tells whether the content is genuine.
        ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"],
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    /// <summary>The small photographs of Krizhevsky ("Learning Multiple Layers of Features from Tiny Images", 2009).</summary>
    public static DataSetInfo Cifar10 { get; } = new(new Cifar10Source())
    {
        Name = "cifar10",
        Description = "CIFAR-10: small photographs of animals and vehicles",
        ClassNames = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
        TrainCount = 50_000,
        TestCount = 10_000,
        Height = 32,
        Width = 32,
        Channels = 3,
        Homepage = new("https://www.cs.toronto.edu/~kriz/cifar.html"),
        Files =
        [
            new("cifar-10-binary.tar.gz", 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")
            {
                IsArchive = true,
            },
        ],
        Mirrors = [new("https://www.cs.toronto.edu/~kriz/")],
    };

    /// <summary>
    /// The segmented photographs of leaves of Hughes and Salathé (arXiv:1511.08060), in the nine classes of crops of
    /// arXiv:2106.04693. The counts are that paper's; a user's copy may hold other numbers of images, other sizes and fewer classes.
    /// </summary>
    public static DataSetInfo PlantVillage { get; } = new(new PlantVillageSource())
    {
        Name = "plantvillage",
        Description = "Plant Village: photographs of leaves, segmented",
        ClassNames = PlantVillageSource.GroupNames,
        TrainCount = 28_693,
        TestCount = 6_890,
        Height = 256,
        Width = 256,
        Channels = 3,
        Homepage = new("https://github.com/spMohanty/PlantVillage-Dataset"),
    };

    /// <summary>The symbols that <see cref="Data.Glyphs"/> draws.</summary>
    public static DataSetInfo Glyphs { get; } = new(new GlyphSource())
    {
        Name = Data.Glyphs.Name,
        Description = "Glyphs: generated symbols, built in",
        ClassNames = Data.Glyphs.ClassNames,
        TrainCount = Data.Glyphs.TrainCount,
        TestCount = Data.Glyphs.TestCount,
        Height = Data.Glyphs.Size,
        Width = Data.Glyphs.Size,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DataSetInfo> All { get; } = [Mnist, FashionMnist, Cifar10, PlantVillage, Glyphs];

    /// <summary>Finds a data set by its name.</summary>
    /// <param name="name">As in <see cref="DataSetInfo.Name"/>.</param>
    /// <exception cref="InputException">No data set has this name; the message lists the known ones.</exception>
    public static DataSetInfo Find(string name) =>
        All.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.Ordinal))
        ?? throw new InputException(
            $"unknown data set '{name}', expected one of {string.Join(", ", All.Select(set => set.Name))}, "
            + "or the path of a folder or zip of images");

    // The files of MNIST and of data sets that took over its names, sizes and counts.
    private static DataSetInfo Idx(
        string name, string description, IReadOnlyList<string> classNames, string[] mirrors,
        string trainImages, string trainLabels, string testImages, string testLabels)
    {
        const int train = 60_000, test = 10_000, side = 28;
        return new(new IdxSource())
        {
            Name = name,
            Description = description,
            ClassNames = classNames,
            TrainCount = train,
            TestCount = test,
            Height = side,
            Width = side,
            Files =
            [
                new("train-images-idx3-ubyte", 16 + (train * side * side), trainImages),
                new("train-labels-idx1-ubyte", 8 + train, trainLabels),
                new("t10k-images-idx3-ubyte", 16 + (test * side * side), testImages),
                new("t10k-labels-idx1-ubyte", 8 + test, testLabels),
            ],
            Mirrors = [.. mirrors.Select(mirror => new Uri(mirror))],
        };
    }
}

using System.Security.Cryptography;
using Coterie.Tests.Shared;

namespace Coterie.Data.Tests;

public sealed class RealDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Mnist_has_its_known_counts()
    {
        DataStore store = new() { Directory = SharedData.Require("data/mnist") };

        DataSet mnist = await store.LoadAsync("mnist", cancellation: TestContext.Current.CancellationToken);

        Assert.Equal((60_000, 10_000, 10), (mnist.Train.Count, mnist.Test.Count, mnist.Classes));
        Assert.Equal((28, 28), (mnist.Train.Height, mnist.Test.Width));
        Assert.Equal([5, 0, 4, 1, 9], mnist.Train.Labels[..5]);
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Histogram(mnist.Train));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Histogram(mnist.Test));
    }

    [Fact]
    public async Task Fashion_mnist_has_its_known_counts()
    {
        DataStore store = new() { Directory = SharedData.Require("data") };

        DataSet fashion = await store.LoadAsync("fashion-mnist", cancellation: TestContext.Current.CancellationToken);

        Assert.Equal((60_000, 10_000, 10), (fashion.Train.Count, fashion.Test.Count, fashion.Classes));
        Assert.Equal([9, 0, 0, 3, 0], fashion.Train.Labels[..5]);
        Assert.All(Histogram(fashion.Train), count => Assert.Equal(6000, count));
        Assert.All(Histogram(fashion.Test), count => Assert.Equal(1000, count));
    }

    [Fact]
    public async Task Cifar_10_has_its_known_counts()
    {
        DataStore store = Store();

        DataSet cifar = await store.LoadAsync("cifar10", cancellation: TestContext.Current.CancellationToken);

        Assert.Equal((50_000, 10_000, 10), (cifar.Train.Count, cifar.Test.Count, cifar.Classes));
        Assert.Equal((32, 32), (cifar.Train.Height, cifar.Test.Width));
        Assert.All(Histogram(cifar.Train), count => Assert.Equal(5000, count));
        Assert.All(Histogram(cifar.Test), count => Assert.Equal(1000, count));
        Assert.Empty(cifar.Warnings);
        Assert.EndsWith("cifar10-jpg.zip", store.Status()[2].Directory, StringComparison.Ordinal);
        // Few samples still show every class.
        Assert.Equal((200, 100), (cifar.Take(200, 100).Train.Count, cifar.Take(200, 100).Test.Count));
    }

    [Fact]
    public async Task Plant_Village_has_its_known_counts()
    {
        DataStore store = Store(64);

        DataSet plants = await store.LoadAsync("plantvillage", cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["apple", "blueberry and cherry", "corn", "orange", "peach and pepper", "strawberry and squash"], plants.ClassNames);
        Assert.Equal((64, 64), (plants.Train.Height, plants.Test.Width));
        int[] train = Histogram(plants.Train)[..6], test = Histogram(plants.Test)[..6];
        Assert.Equal([3171, 1502, 3852, 5507, 2475, 1565], train.Zip(test, (a, b) => a + b));
        Assert.Equal([634, 300, 770, 1101, 495, 313], test);
        const string warning = "no images of grape, soybean, tomato: 6 classes instead of 9";
        Assert.EndsWith(warning, Assert.Single(plants.Warnings), StringComparison.Ordinal);
        Assert.EndsWith("plantvillage-segmented-64.zip", store.Status()[3].Directory, StringComparison.Ordinal);
    }

    // Hashes of gray pixels decoded and scaled by Pillow 9.4, which also uses libjpeg-turbo for JPEG.
    [Theory]
    [InlineData("cifar10-jpg.zip", 32, "7f0ab08a21d60cf7737692bb74e202e7edb7e99ff8dadf2e2f0512243c50d4d2", 60_000)]
    [InlineData("plantvillage-segmented-64.zip", 64, "f1b3f820232efd282357569b8931033006a101ea81a893a18615e31b3773d936", 18_072)]
    [InlineData("plantvillage-segmented-64.zip", 20, "8ef6c46bb98655eec6ea38e90f92086a8d0bc854e353bdf87cd38ef724a9e5f0", 18_072)]
    [InlineData("plantvillage-segmented-256-sample.zip", 256, "2e923f6267ddea1324b5b1163836b493b642922ed8197020825367885514cb29", 168)]
    [InlineData("plantvillage-segmented-256-sample.zip", 100, "b677c68e5ef66d762a450e5e2de51c03c5c9a46d0750a35551e9e451a32aec4a", 168)]
    [InlineData("plantvillage-segmented-256-sample.zip", 300, "1c499c33f805719657895cbb7f81203bd1910bd968d9e853588d296551c95fbe", 168)]
    public void Every_hundredth_image_has_the_gray_pixels_that_Pillow_decodes(string zip, int size, string expected, int count)
    {
        using ImageArchive archive = ImageArchive.Open(SharedData.Require($"data/{zip}"), TestContext.Current.CancellationToken);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] gray = new byte[size * size];
        for (int i = 0; i < archive.Images.Count; i += 100)
        {
            ImageDecoder.Decode(archive.Read(i), gray, size, size, 1, scale: true);
            hash.AppendData(gray);
        }

        Assert.Equal(count, archive.Images.Count);
        Assert.Equal(expected, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("fashion-mnist")]
    public void The_hashes_in_the_list_are_those_of_the_files(string name)
    {
        string folder = SharedData.Require($"data/{name}");
        foreach (DataFile file in DataSets.Find(name).Files)
        {
            byte[] content = FileContent.Read(Path.Combine(folder, $"{file.Name}.gz")).Whole(file.ContentLength, file.Name);
            Assert.Equal(file.ContentSha256, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
    }

    [Fact]
    public async Task Files_of_another_data_set_with_the_same_names_are_refused()
    {
        string mnist = SharedData.Require("data/mnist");
        DataStore store = new() { Directory = mnist };

        InputException e = await Assert.ThrowsAsync<InputException>(
            () => store.LoadAsync("fashion-mnist", cancellation: TestContext.Current.CancellationToken));

        Assert.StartsWith($"{mnist}: holds mnist, expected fashion-mnist", e.Message, StringComparison.Ordinal);
        Assert.False(store.Status()[1].IsComplete);
    }

    private DataStore Store(int? imageSize = null) =>
        new() { Directory = SharedData.Require("data"), CacheDirectory = folder.Path, ImageSize = imageSize };

    private static int[] Histogram(ImageSet images)
    {
        int[] counts = new int[10];
        foreach (int label in images.Labels) counts[label]++;
        return counts;
    }
}

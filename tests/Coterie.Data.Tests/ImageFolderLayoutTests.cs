namespace Coterie.Data.Tests;

/// <summary>Which folders are splits and which are classes.</summary>
public sealed class ImageFolderLayoutTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Training", "Testing")]
    [InlineData("TRAIN", "test")]
    [InlineData("train_set", "test_set")]
    [InlineData("training-set", "Test Set")]
    [InlineData("trainset", "testset")]
    public void Splits_are_known_by_any_of_their_names(string train, string test)
    {
        ImagePlan plan = Plan($"{train}/ant 3", $"{train}/bee 2", $"{test}/ant 1", $"{test}/bee 2");

        Assert.Equal(["ant", "bee"], plan.ClassNames);
        Assert.Equal((3, 2, 3), (Count(plan.Train, 0), Count(plan.Train, 1), plan.Test.Length));
        Assert.Empty(plan.Warnings);
    }

    [Theory]
    [InlineData("train", "val", "train is taken for training and val for testing")]
    [InlineData("Training", "Validation_set", "Training is taken for training and Validation_set for testing")]
    [InlineData("train", "valid", "train is taken for training and valid for testing")]
    [InlineData("seg_train", "seg_test", "seg_train is taken for training and seg_test for testing")]
    [InlineData("insects-train", "insects-val", "insects-train is taken for training and insects-val for testing")]
    public void What_is_taken_for_a_split_is_said_where_the_name_leaves_a_doubt(string train, string test, string note)
    {
        ImagePlan plan = Plan($"{train}/ant 3", $"{train}/bee 2", $"{test}/ant 1", $"{test}/bee 2");

        Assert.Equal(("ant bee", 5, 3), (string.Join(' ', plan.ClassNames), plan.Train.Length, plan.Test.Length));
        Assert.EndsWith($": {note}", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_three_splits_the_validation_images_are_left_out_and_said()
    {
        ImagePlan plan = Plan("d/train/ant 3", "d/train/bee 2", "d/test/ant 1", "d/test/bee 1", "d/val/ant 4", "d/val/bee 4");

        Assert.Equal((5, 2), (plan.Train.Length, plan.Test.Length));
        Assert.EndsWith(
            ": train is taken for training and test for testing; val (8 images) is left out",
            Assert.Single(plan.Warnings),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seg_train/seg_train", "seg_test/seg_test")]
    [InlineData("train/images", "test/images")]
    public void Folders_around_all_classes_of_a_split_are_ignored(string train, string test)
    {
        ImagePlan plan = Plan($"{train}/ant 3", $"{train}/bee 2", $"{test}/ant 1", $"{test}/bee 2");

        Assert.Equal(("ant bee", 5, 3), (string.Join(' ', plan.ClassNames), plan.Train.Length, plan.Test.Length));
    }

    [Theory]
    [InlineData("north and south hold the same folders (ant, bee)", "north/ant 2", "north/bee 2", "south/ant 2", "south/bee 2")]
    [InlineData("ant and bee hold the same folders (test, train), as splits do", "ant/train 2", "ant/test 2", "bee/train 2", "bee/test 2")]
    [InlineData("test and train hold no class folders", "train 3", "test 3")]
    [InlineData("Train and training look like the same split", "Train/ant 1", "Train/bee 1", "training/ant 1", "test/ant 1")]
    [InlineData("holds no train/CLASS/* images", "test/ant 2", "test/bee 2", "val/ant 2", "val/bee 2")]
    [InlineData("holds no test/CLASS/* images", "training/ant 2", "training/bee 2", "extra/ant 2")]
    [InlineData("holds no test/CLASS/* images", "Training_set/ant 2", "Training_set/bee 2")]
    [InlineData("holds images of one class, ant", "train/ant 2", "test/ant 2")]
    [InlineData("val: class 1 (bee) has no samples", "train/ant 2", "train/bee 2", "val/ant 2")]
    public void Splits_are_never_taken_for_classes(string expected, params string[] folders)
    {
        InputException e = Assert.Throws<InputException>(() => Plan(folders));

        Assert.Contains($": {expected}", e.Message, StringComparison.Ordinal);
        Assert.Contains("expected", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ant/images 4", "bee/images 4")]
    [InlineData("ant/2019 2", "ant/2020 2", "bee/2020 2", "bee/2021 2")]
    [InlineData("ant 4", "bee 4")]
    [InlineData("ant/a 1", "ant/b 3", "bee/c 4")]
    public void Sub_folders_of_classes_are_allowed(params string[] folders)
    {
        ImagePlan plan = Plan(folders);

        Assert.Equal(("ant bee", 6, 2), (string.Join(' ', plan.ClassNames), plan.Train.Length, plan.Test.Length));
    }

    [Fact]
    public void Classes_may_be_called_like_a_split()
    {
        ImagePlan plan = Plan("bus 4", "car 4", "train 4");

        Assert.Equal(["bus", "car", "train"], plan.ClassNames);
    }

    [Fact]
    public void Numbered_classes_are_in_the_order_of_their_numbers()
    {
        ImagePlan plan = Plan([.. Enumerable.Range(0, 12).Select(k => $"{k} {k + 2}")]);

        Assert.Equal(Enumerable.Range(0, 12).Select(k => $"{k}"), plan.ClassNames, StringComparer.Ordinal);
        Assert.All(Enumerable.Range(0, 12), k => Assert.Equal(k + 2, Count(plan.Train, k) + Count(plan.Test, k)));
    }

    private static int Count(Sample[] samples, int label) => samples.Count(sample => sample.Label == label);

    /// <summary>A plan for folders with a number of images each.</summary>
    private ImagePlan Plan(params string[] folders)
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (string[] words in folders.Select(words => words.Split(' ')))
        {
            for (int k = 0; k < int.Parse(words[^1]); k++) files.Add($"{string.Join(' ', words[..^1])}/{k}.bmp", [1]);
        }
        string zip = folder.Write("made.zip", ImageSample.Zip(files));
        using ImageArchive archive = ImageArchive.Open(zip, TestContext.Current.CancellationToken);
        return ImageFolderLayout.Plan(archive, 1);
    }
}

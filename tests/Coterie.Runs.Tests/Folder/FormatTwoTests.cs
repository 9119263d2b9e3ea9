using Coterie.Measures;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Tests.Folder;

/// <summary>
/// <c>Fixtures/format2</c> is a run as the first version of format 2 wrote it:
/// <c>coterie study glyphs --samples 120 --image-size 8 --hidden 16,12 --epochs 2 --snapshots 2 --top 4 --bins 8 --seed 7</c>.
/// Every later version opens it. It is never written again: a change that breaks these tests breaks the runs that people have.
/// </summary>
public class FormatTwoTests
{
    private static RunReader Run => RunReader.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2"));

    [Fact]
    public void The_manifest_of_format_2_opens()
    {
        RunManifest manifest = Run.Manifest;
        Assert.True(Run.IsComplete);
        Assert.Equal(("study", "glyphs"), (manifest.Identity.Kind, manifest.Identity.Preset));
        Assert.Equal((2, "cpu"), (manifest.Environment.Threads, manifest.Environment.Device));
        Assert.Equal((120, 20, 8, 10), (manifest.Data!.Train, manifest.Data.Test, manifest.Data.Width, manifest.Data.Classes.Count));
        Assert.Equal([(1, 1, 1), (2, 2, 2)], manifest.Snapshots.Select(entry => (entry.Snapshot, entry.Epoch, entry.Step)));
    }

    [Fact]
    public void The_settings_of_a_study_of_format_2_are_shown()
    {
        StudyDocument settings = StudyDocument.Of(Run)!;
        Assert.Equal(("glyphs", 120, 8, 7), (settings.DataSet, settings.Samples, settings.ImageSize, settings.Seed));
        Assert.Equal(("mlp", "rmsProp", 128, 0.2, 0.001),
            (settings.Network, settings.Optimizer, settings.Batch, settings.Dropout, settings.LearningRate));
        Assert.Equal([16, 12], settings.Hidden);
        Assert.Equal((4, 8, 0.5), (settings.Top.Count!.Value, settings.Bins, settings.Resolution));
        Assert.Equal((2, 2), (settings.Epochs, settings.Snapshots.Epochs));
        Assert.Equal((2, "cpu"), (settings.Threads, settings.Device));
    }

    [Fact]
    public void Layers_of_format_2_have_no_S_and_are_saturated_by_their_representatives()
    {
        LayerStructure[] layers = [.. Run.ReadSnapshots()[1].Layers];

        // Four for each of ten classes are more than twice 16 or 12 neurons.
        Assert.All(layers, layer => Assert.Equal((null, true), (layer.Top, layer.Saturation.IsCrowded)));
    }

    [Fact]
    public void Neurons_of_format_2_have_no_histograms_nor_samples_and_the_run_no_images()
    {
        foreach (SnapshotEntry entry in Run.Manifest.Snapshots)
        {
            Assert.All(Run.ReadNeurons(entry), row => Assert.Equal(
                (null, null, null, null, null),
                (row.Histogram, row.HistogramRange, row.StrongestSamples, row.StrongestClasses, row.StrongestActivations)));
            Assert.Empty(Run.ReadImages(entry));
        }
    }

    [Fact]
    public void The_tables_of_format_2_open()
    {
        Assert.Null(Run.Manifest.Identity.Data);
        Assert.Null(Run.Manifest.Data!.TrainByClass);
        Snapshot last = Run.ReadSnapshots()[1];
        Assert.Equal(0.2, last.Accuracy.Test);
        Assert.Equal((16, 12), (last.Layers[0].Neurons, last.Layers[1].Neurons));
        Assert.Equal([9, 11, 1, 7], last.Layers[0].Representatives[0]);
        // These runs name the exclusive overlap alone; 9, 11 and 1 represent class 1 too, all four class 3.
        Assert.Equal((3, 4), (last.Layers[0].Intersections[0][1], last.Layers[0].Intersections[0][3]));
        Assert.Equal([2, 2, 1, 1, 1, 1], last.Layers[0].SizesOf("louvain"));

        // A form of entropy that came later.
        Assert.Null(last.OfModel("entropy", "common"));
        Assert.Null(last.OfLayer("layer1", "entropy", "common"));

        SnapshotEntry entry = Run.Manifest.Snapshots[1];
        Assert.Null(Run.ReadNeurons(entry)[0].Values.GetValueOrDefault("entropy_common"));
        Assert.Equal(28, Run.ReadNeurons(entry).Count);
        Assert.Equal(35, Run.ReadEdges(entry).Count);
        Assert.Equal(15 * 4, Run.ReadCommunities(entry).Count);
        Assert.Equal(5968, new FileInfo(Run.WeightsPath(entry)!).Length);
    }

    [Theory]
    [InlineData(null, "accuracy", "evaluated", 0.1667)]
    [InlineData(null, "entropy", "nonzero", 44.2)]
    [InlineData("layer1", "modularity", "klb", -0.040)]
    [InlineData("layer1", "louvain", "modularity", -0.341)]
    [InlineData("layer2", "graph", "edges", 15)]
    [InlineData("layer2", "deadNeurons", "", 2)]
    [InlineData("layer2", "conductance", "", 0.621)]
    public void The_values_of_format_2_are_those_that_were_shown(string? layer, string family, string variant, double shown)
    {
        double value = Run.ReadSnapshots()[1].Values.Single(pair => pair.Key == new MeasureKey(layer, null, family, variant)).Value!.Value;
        Assert.Equal(shown, value, Math.Abs(shown) >= 1 ? 0.05 : 0.0005);
    }
}

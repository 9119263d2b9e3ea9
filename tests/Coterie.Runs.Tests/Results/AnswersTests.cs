using Coterie.Measures;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Tests.Results;

public class AnswersTests
{
    [Theory]
    [InlineData("0 1 2 3 4", 2, null)]
    [InlineData("0.1 0.9 0.2 0.3 0.9", 1, 3)]
    [InlineData("0.5 0.4 0.3", null, null)]
    [InlineData("0.5 0.9 0.5", null, null)]
    [InlineData("0.5 0.5000001", null, null)]
    [InlineData("- 0.2 - 0.8", 3, null)]
    [InlineData("0.3", null, null)]
    [InlineData("- -", null, null)]
    public void A_measure_has_risen_where_it_is_past_half_of_its_way(string values, int? since, int? below)
    {
        Rise rise = Rise.Of([.. values.Split(' ').Select(value => value == "-" ? null : (double?)double.Parse(value))]);
        Assert.Equal((since, below), (rise.Since, rise.LastBelow));
    }

    [Fact]
    public void The_hardest_classes_share_most_representatives()
    {
        IReadOnlyList<ClassPair> pairs = ClassPair.Hardest([[1, 2, 3], [4, 5], [3, 2, 9], [5, 4, 3], []]);
        Assert.Equal(
            [new ClassPair(0, 2, 2, 3), new ClassPair(1, 3, 2, 2), new ClassPair(0, 3, 1, 3), new ClassPair(2, 3, 1, 3)],
            pairs);
    }

    [Fact]
    public void A_community_holds_the_classes_that_have_more_than_half_of_their_representatives_in_it()
    {
        Snapshot[] snapshots = [Of([[0, 1, 2], [5, 6]]), Of([[5, 6, 7], [0, 1, 2], [9]])];
        LayerAnswers layer = Assert.Single(RunAnswers.Of(snapshots).Layers);
        Assert.Equal(
            [("B", "5 6 7", "1 3", "0 2 1 1"), ("A", "0 1 2", "0", "2 0 1 0")],
            layer.Communities.Select(community => (
                community.Track.Name,
                string.Join(' ', community.Neurons),
                string.Join(' ', community.Classes),
                string.Join(' ', community.Counts))));
        Assert.Equal([2], layer.Spread);
        Assert.Equal("B", layer.History.Of(0, 6)!.Name);
        // Neuron 9 is alone, neuron 4 in no community.
        Assert.Null(layer.History.Of(1, 9));
        Assert.Null(layer.History.Of(1, 4));

        static Snapshot Of(int[][] communities) => new(
            1,
            1,
            null,
            [KeyValuePair.Create(RunAnswers.Separation with { Layer = "layer" }, (double?)0.3)],
            [
                new LayerStructure
                {
                    Name = "layer",
                    Neurons = 10,
                    Representatives = [[0, 1, 9], [5, 6, 8], [1, 6], [7]],
                    Overlap = [],
                    Communities = [new CommunityStructure("louvain", 2, []) { Neurons = communities }],
                },
            ]);
    }

    [Fact]
    public void The_best_layer_is_the_one_of_the_largest_modularity()
    {
        Snapshot sample = Sample.Snapshot();
        Assert.Equal("first", RunAnswers.Of([sample.With(RunAnswers.Separation with { Layer = "first" }, 0.1)]).Best!.Name);
        Assert.Equal("silent", RunAnswers.Of([sample.With(RunAnswers.Separation with { Layer = "silent" }, 0.2)]).Best!.Name);
        Assert.Null(RunAnswers.Of([sample.With(RunAnswers.Separation with { Layer = "first" }, null)]).Best);
        Assert.Contains(
            Catalogue.All,
            measure => (measure.Family, measure.Variant) == (RunAnswers.Separation.Measure, RunAnswers.Separation.Variant));
    }

    [Fact]
    public void A_run_that_is_read_tells_the_neurons_of_communities_and_the_dead_ones()
    {
        using TemporaryFolder temporary = new();
        using (RunWriter run = Sample.Open(temporary["run"])) run.Add(1);
        Snapshot written = Sample.Snapshot(), read = Assert.Single(RunReader.Open(temporary["run"]).ReadSnapshots());
        Assert.Equal([2], read.Layers[0].Dead!);
        Assert.Equal([0, 1], read.Layers[1].Dead!);
        for (int l = 0; l < 2; l++)
        {
            Assert.Equal(written.Layers[l].Dead, read.Layers[l].Dead);
            Assert.Equal(
                written.Layers[l].Communities.Select(found => found.Neurons.Select(neurons => string.Join(' ', neurons))),
                read.Layers[l].Communities.Select(found => found.Neurons.Select(neurons => string.Join(' ', neurons))));
            Assert.All(
                read.Layers[l].Communities, found => Assert.Equal(found.Sizes, found.Neurons.Select(neurons => neurons.Count)));
        }
    }

    [Fact]
    public void A_run_of_the_first_version_of_the_format_tells_them_too()
    {
        Snapshot last = RunReader.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2")).ReadSnapshots()[1];
        Assert.Equal([0, 8], last.Layers[1].Dead!);
        Assert.All(
            last.Layers.SelectMany(layer => layer.Communities),
            found => Assert.Equal(found.Sizes, found.Neurons.Select(neurons => neurons.Count)));
    }
}

using System.Text.Json;
using Coterie.Explorer.Documents;
using Coterie.Measures;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Runs.Tables;
using Coterie.Statistics;
using Coterie.Words;

namespace Coterie.Explorer.Tests;

public sealed class DocumentsTests : IDisposable
{
    private const double Rounded = 1e-3;

    private readonly TemporaryFolder folder = new();
    private readonly RunReader reader;
    private readonly RunDocuments documents;

    public DocumentsTests()
    {
        SampleRuns.Write(folder["run"]);
        reader = RunReader.Open(folder["run"]);
        documents = new RunDocuments(reader, "run");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_has_every_value_of_its_metrics_and_says_what_each_measure_is()
    {
        RunDocument run = documents.Run([]);
        Assert.Equal(("run", "study", "sample", RunStatus.Complete, 1), (run.Id, run.Kind, run.Preset, run.Status, run.Seed));
        Assert.Equal(["round", "square", "<script>alert(1)</script>"], run.Classes);
        Assert.Equal([new RunLayer("first", 24, 5), new RunLayer("second", 12, 5)], run.Layers);
        Assert.Equal([new RunSnapshot(0, 0, 0), new RunSnapshot(1, 1, 10), new RunSnapshot(2, 2, 20)], run.Snapshots);
        Assert.Equal(["a note"], run.Notes);
        Assert.Equal([null, 0, 1], run.Answers.Select(group => group.Layer));
        Assert.Equal("training 0.4000 at epoch 1, 0.5000 at epoch 2", AnswerOf(0, "accuracy").Parts[0]);
        Assert.Equal("first: 24 neurons, 15 of them represent a class", run.Answers[1].Heading);
        Assert.Equal(["1 of 24, zero on every sample: 23"], AnswerOf(1, "dead").Parts);
        IReadOnlyList<Snapshot> snapshots = reader.ReadSnapshots();
        foreach (MeasureSeries series in run.Series)
        {
            string? layer = series.Layer is { } l ? run.Layers[l].Name : null;
            MeasureKey key = new(layer, series.Class, series.Measure, series.Variant);
            for (int k = 0; k < snapshots.Count; k++) Near(snapshots[k][key], series.Values[k], 1e-5);
        }
        int known = snapshots.SelectMany(snapshot => snapshot.Values).Where(value => value.Value is not null)
            .Select(value => value.Key).Distinct().Count();
        Assert.Equal(known, run.Series.Count);
        Assert.Equal(
            run.Series.Select(series => (series.Measure, series.Variant)).ToHashSet(),
            run.Measures.Select(measure => (measure.Measure, measure.Variant)).ToHashSet());
        Assert.All(run.Measures, measure => Assert.NotEmpty(measure.Description));

        Answer AnswerOf(int group, string label) => Assert.Single(run.Answers[group].Answers, answer => answer.Label == label);
    }

    [Fact]
    public void A_measure_of_a_null_model_names_the_one_it_is_compared_with()
    {
        RunDocument run = documents.Run([]);
        MeasureInfo[] nulls = [.. run.Measures.Where(measure => measure.Of is not null)];
        Assert.NotEmpty(nulls);
        Assert.All(nulls, measure => Assert.Contains(
            run.Measures, real => real.Of is null && real.Measure == measure.Of!.Measure && real.Variant == measure.Of.Variant));
        MeasureInfo excess = nulls.First(measure => measure.Measure == "listOnly" && measure.Variant == "louvainModularityExcess");
        Assert.Equal(new ComparedMeasure("louvain", "modularity"), excess.Of);
    }

    [Fact]
    public void Correlations_are_those_of_the_results()
    {
        RunDocument run = documents.Run([]);
        RunResults results = RunResults.Of(reader);
        Assert.NotEmpty(run.Correlations);
        foreach (MeasureCorrelation<double?> found in run.Correlations)
        {
            IReadOnlyList<CorrelationResult> all = found.Over == CorrelationSpan.Epochs
                ? results.Correlations
                : results.Formation!.Correlations;
            string? layer = found.Layer is { } l ? run.Layers[l].Name : null;
            CorrelationResult real = Assert.Single(all, one => one.Layer == layer && one.Class == found.Class
                && one.Measure == found.Measure && one.Variant == found.Variant && one.Against == found.Against);
            Near(real.Pearson, found.Pearson, 1e-4);
            Near(real.Spearman, found.Spearman, 1e-4);
        }
    }

    [Fact]
    public void Seeds_have_the_medians_intervals_and_effects_of_their_results()
    {
        RunDocuments[] seeds = [.. Enumerable.Range(1, 3).Select(seed => Open(seed, snapshots: 4)), Open(seed: 4, snapshots: 3)];
        SeedsDocument document = SeedDocuments.Of(seeds);
        Assert.Equal(["seed-1", "seed-2", "seed-3"], document.Seeds);
        SeedResults results = SeedResults.Of([.. seeds.Take(3).Select(seed => seed.Results)]);
        Assert.NotEmpty(document.Correlations);
        foreach (MeasureCorrelation<SeedCoefficient?> found in document.Correlations)
        {
            IReadOnlyList<SeedCorrelation> all = found.Over == CorrelationSpan.Epochs
                ? results.Correlations
                : results.Formation!.Correlations;
            string? layer = found.Layer is { } l ? seeds[0].Layers[l] : null;
            SeedCorrelation real = Assert.Single(all, one => one.Layer == layer && one.Class == found.Class
                && one.Measure == found.Measure && one.Variant == found.Variant && one.Against == found.Against);
            Same(real.Pearson!, found.Pearson!);
            Same(real.Spearman!, found.Spearman!);
        }

        RunDocuments Open(int seed, int snapshots)
        {
            SampleRuns.Write(folder[$"seed-{seed}"], seed, snapshots);
            return new RunDocuments(RunReader.Open(folder[$"seed-{seed}"]), $"seed-{seed}");
        }

        static void Same(SeedSummary real, SeedCoefficient found)
        {
            Assert.Equal(real.Seeds, found.Seeds);
            Near(real.Median, found.Median, 1e-4);
            Near(real.Minimum, found.Range[0], 1e-4);
            Near(real.Maximum, found.Range[1], 1e-4);
            Near(real.Lower, found.Interval?.Lower, 1e-4);
            Near(real.Upper, found.Interval?.Upper, 1e-4);
            Near(real.Level, found.Interval?.Level, 1e-4);
            Near(real.Pairing?.Own, found.Effect?.Own, 1e-4);
            Near(real.Pairing?.Effect, found.Effect?.Effect, 1e-4);
            Near(real.Pairing?.Interval.Lower, found.Effect?.Interval.Lower, 1e-4);
            Near(real.Pairing?.P, found.Effect?.P, 1e-4);
            Near(real.Pairing?.AdjustedP, found.Effect?.AdjustedP, 1e-4);
            Assert.False(found.Effect?.Decides ?? false);
        }
    }

    [Fact]
    public void A_layer_has_the_edges_means_measures_and_places_of_its_tables()
    {
        LayerSnapshot layer = documents.Layer(0, 2)!;
        SnapshotEntry entry = reader.Manifest.Snapshots[2];
        LayerStructure structure = reader.Read(entry).Layers[0];
        Assert.Equal(structure.Representatives, layer.Representatives);
        Assert.Equal(structure.Intersections, layer.Intersections);
        Assert.Equal(structure.Overlap, layer.Overlap);
        Assert.Equal(structure.Representatives.SelectMany(list => list).Distinct().Order(), layer.Neurons);
        Assert.Equal([23], layer.Dead);

        EdgeRow[] edges = [.. reader.ReadEdges(entry).Where(edge => edge.Layer == "first")];
        Assert.NotEmpty(edges);
        List<(int, int, double)> drawn = [];
        for (int v = 0; v < layer.Neurons.Count; v++)
        {
            for (int k = layer.Edges.Starts[v]; k < layer.Edges.Starts[v + 1]; k++)
            {
                Assert.True(layer.Edges.Targets[k] > v);
                drawn.Add((layer.Neurons[v], layer.Neurons[layer.Edges.Targets[k]], layer.Edges.Weights[k]));
            }
        }
        Assert.Equal(edges.Length, drawn.Count);
        foreach ((int source, int target, double weight) in drawn)
        {
            Near(Assert.Single(edges, edge => edge.Source == source && edge.Target == target).Weight, weight, 5 * Rounded);
        }

        NeuronRow[] rows = [.. reader.ReadNeurons(entry).Where(row => row.Layer == "first")];
        for (int q = 0; q < rows.Length; q++)
        {
            for (int i = 0; i < SampleRuns.Classes; i++) Near(rows[q].Means[i], layer.Means[i][q], Rounded);
            foreach ((string column, IReadOnlyList<double?> values) in layer.Measures) Near(rows[q][column], values[q], Rounded);
        }
        Assert.Equal(documents.Run([]).NeuronMeasures.Select(measure => measure.Column).ToArray(), layer.Measures.Keys.ToArray());
        for (int v = 0; v < layer.Neurons.Count; v++)
        {
            Near(rows[layer.Neurons[v]].X, layer.X[v], Rounded);
            Near(rows[layer.Neurons[v]].Y, layer.Y[v], Rounded);
        }
        foreach ((string method, IReadOnlyList<int> communities) in layer.Communities)
        {
            IReadOnlyList<IReadOnlyList<int>> real = structure.Communities.First(found => found.Method == method).Neurons;
            for (int v = 0; v < layer.Neurons.Count; v++)
            {
                int own = Enumerable.Range(0, real.Count).First(c => real[c].Contains(layer.Neurons[v]));
                Assert.Equal(real[own].Count == 1 ? -1 : own, communities[v]);
            }
        }
    }

    [Fact]
    public void Neurons_have_the_histograms_and_samples_of_their_tables_and_the_samples_their_images()
    {
        for (int snapshot = 0; snapshot < 3; snapshot++)
        {
            SnapshotEntry entry = reader.Manifest.Snapshots[snapshot];
            NeuronRow[] rows = [.. reader.ReadNeurons(entry).Where(row => row.Layer == "first")];
            IReadOnlyList<NeuronHistogram> histograms = documents.Histograms(0, snapshot)!.Neurons!;
            IReadOnlyList<NeuronStrongest> strongest = documents.Strongest(0, snapshot)!.Neurons!;
            Assert.Equal((rows.Length, rows.Length), (histograms.Count, strongest.Count));
            foreach ((NeuronRow row, int q) in rows.Select((row, q) => (row, q)))
            {
                Assert.Equal(row.Histogram!, histograms[q].Counts);
                Near(row.HistogramRange![0], histograms[q].Low, Rounded);
                Near(row.HistogramRange[1], histograms[q].High, Rounded);
                Assert.Equal(row.StrongestSamples!, strongest[q].Samples);
                Assert.Equal(row.StrongestClasses!, strongest[q].Classes);
                for (int k = 0; k < row.StrongestActivations!.Count; k++)
                {
                    Near(row.StrongestActivations[k], strongest[q].Activations[k], Rounded);
                }
                Assert.True(strongest[q].AreKept || row.Classes.Count == 0);
                if (!strongest[q].AreKept) continue;
                Assert.All(row.StrongestSamples!, sample =>
                {
                    SampleImage image = documents.Image(sample)!;
                    Assert.Equal(((int)sample % SampleRuns.Classes, 8, 8, 1), (image.Class, image.Height, image.Width, image.Channels));
                    Assert.Equal(Enumerable.Repeat((byte)(4 * sample), 64), Convert.FromBase64String(image.Pixels));
                });
            }
            Assert.False(strongest[23].AreKept);
        }
        Assert.Null(documents.Histograms(2, 0));
        Assert.Null(documents.Strongest(0, 3));
        Assert.Null(documents.Image(1000));
    }

    [Fact]
    public void The_history_of_communities_fits_the_layers()
    {
        foreach (string method in documents.Methods)
        {
            CommunityHistory history = documents.Communities(0, method)!;
            foreach (CommunityLife track in history.Tracks)
            {
                for (int k = 0; k < track.Communities.Count; k++)
                {
                    IReadOnlyList<int> communities = documents.Layer(0, track.First + k)!.Communities[method];
                    Assert.Equal(track.Sizes[k], communities.Count(community => community == track.Communities[k]));
                }
            }
            Assert.Null(history.WithBefore[0]);
            Assert.Equal(3, history.WithBefore.Count);
            Assert.Equal(3, history.WithClasses.Count);
            Assert.All(history.WithClasses.Concat(history.WithBefore), value => Assert.True(value is null or (>= 0 and <= 1)));
        }
        Assert.Contains(documents.Communities(0, "louvain")!.WithClasses, value => value > 0.5);
    }

    [Fact]
    public void What_is_not_there_is_null()
    {
        Assert.Null(documents.Layer(2, 0));
        Assert.Null(documents.Layer(0, 3));
        Assert.Null(documents.Layer(-1, 0));
        Assert.Null(documents.Communities(0, "none"));
        Assert.Null(documents.Communities(2, "louvain"));
    }

    [Fact]
    public void A_run_that_has_grown_is_the_same_as_one_that_was_opened_anew()
    {
        SampleRuns.Grow(folder["run"], folder["grown"], 1);
        RunDocuments before = new(RunReader.Open(folder["grown"]), "run");
        Assert.Single(before.Run([]).Snapshots);
        SampleRuns.Grow(folder["run"], folder["grown"], 3);
        RunDocuments after = new(RunReader.Open(folder["grown"]), "run", before);
        string Text(object document) => JsonSerializer.Serialize(document, Json.Options);
        Assert.Equal(Text(documents.Run([]) with { Status = RunStatus.Running }), Text(after.Run([])));
        Assert.Equal(Text(documents.Layer(1, 2)!), Text(after.Layer(1, 2)!));
        Assert.Equal(Text(documents.Communities(1, "leiden")!), Text(after.Communities(1, "leiden")!));
    }

    [Fact]
    public void Documents_have_the_members_of_the_contract()
    {
        string contract = File.ReadAllText(Path.Combine(WebFolder(), "src", "api.ts"));
        foreach (object document in (object[])
            [documents.Run([]), documents.Layer(0, 1)!, documents.Communities(0, "louvain")!, RunSummaries.Of(reader, "run", default)])
        {
            foreach (JsonProperty member in JsonSerializer.SerializeToElement(document, document.GetType(), Json.Options).EnumerateObject())
            {
                Assert.Contains($"{member.Name}: ", contract, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(0.123456789, 3, 0.123)]
    [InlineData(-98765.4321, 3, -98800.0)]
    [InlineData(1e-300, 3, 1e-300)]
    [InlineData(512.0, 1, 512.0)]
    [InlineData(double.NaN, 3, null)]
    [InlineData(double.PositiveInfinity, 3, null)]
    public void Numbers_keep_their_first_digits(double number, int digits, double? expected)
    {
        Assert.Equal(expected, Rounding.To(number, digits));
    }

    internal static string WebFolder()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !Directory.Exists(Path.Combine(at.FullName, "web"))) at = at.Parent;
        return Path.Combine(at!.FullName, "web");
    }

    private static void Near(double? expected, double? found, double tolerance)
    {
        Assert.Equal(expected is null, found is null);
        if (expected is { } one && found is { } other) Assert.True(Math.Abs(one - other) <= tolerance * Math.Max(1, Math.Abs(one)));
    }
}

using Coterie.Measures;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Runs.Tables;

namespace Coterie.Explorer.Documents;

/// <summary>Makes the documents of a run as it was when it was opened. Values are read when they are first asked for, and kept.</summary>
/// <param name="run">The run.</param>
/// <param name="id">Its id.</param>
/// <param name="before">The documents of the run before it grew, whose snapshots are not read again; null for none.</param>
internal sealed class RunDocuments(RunReader run, string id, RunDocuments? before = null)
{
    private const int SeriesDigits = 6;
    private const int CorrelationDigits = 4;
    private const int LongestPart = 300;

    private readonly Lock reading = new();
    private readonly Dictionary<string, Snapshot> known = before?.Known() ?? [];
    private RunResults? results;
    private LayerHistories? histories;

    /// <summary>The run's id.</summary>
    public string Id => id;

    /// <summary>Reads the run.</summary>
    public RunReader Reader => run;

    /// <summary>The run's manifest.</summary>
    public RunManifest Manifest => run.Manifest;

    /// <summary>The names of the layers.</summary>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public IReadOnlyList<string> Layers => [.. LayersOf(Results).Select(layer => layer.Name)];

    /// <summary>The community methods that the run applied.</summary>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public IReadOnlyList<string> Methods => MethodsOf(Results);

    /// <summary>The results of the run as it was when it was opened.</summary>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public RunResults Results
    {
        get
        {
            lock (reading)
            {
                return results ??= RunResults.Of(run, run.ReadSnapshots(entry => known.GetValueOrDefault(ContentOf(entry))));
            }
        }
    }

    /// <summary>The document of the run.</summary>
    /// <param name="seeds">The ids of all seeds of the same study, this one included; empty where there is one.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public RunDocument Run(IReadOnlyList<string> seeds)
    {
        RunResults found = Results;
        RunDescription description = RunDescription.Of(run);
        IReadOnlyDictionary<MeasureKey, double?[]> series = Series.Of(found.Snapshots);
        IReadOnlyList<LayerStructure> layers = LayersOf(found);
        Dictionary<string, int> index = layers.Select((layer, k) => (layer.Name, k))
            .ToDictionary(layer => layer.Name, layer => layer.k, StringComparer.Ordinal);
        // A measure that the run never has, such as the accuracy of activations alone, is left out.
        KeyValuePair<MeasureKey, double?[]>[] present =
        [
            .. series.Where(pair => Array.Exists(pair.Value, value => value is not null) && HasLayer(pair.Key.Layer)),
        ];
        int classes = found.Snapshots.Count == 0 ? 0 : found.Snapshots[^1].Classes;
        IReadOnlyList<string>? names = run.Manifest.Data?.Classes;
        return new RunDocument
        {
            Id = id,
            Kind = run.Manifest.Identity.Kind,
            Preset = run.Manifest.Identity.Preset,
            Status = run.Manifest.Status,
            Settings = run.Manifest.Identity.Settings,
            Network = description.Network,
            Seed = description.Seed,
            Seeds = seeds,
            Classes = [.. Enumerable.Range(0, classes).Select(i => i < names?.Count ? names[i] : $"{i}")],
            Layers = [.. layers.Select(layer => new RunLayer(layer.Name, layer.Neurons, layer.Top))],
            Snapshots = [.. found.Snapshots.Select(snapshot => new RunSnapshot(snapshot.Number, snapshot.Epoch, snapshot.Step))],
            Measures =
            [
                .. present.Select(pair => pair.Key with { Layer = null, Class = null }).Distinct().Select(MeasureInfo.For),
            ],
            Series =
            [
                .. present.Select(pair => new MeasureSeries(
                    IndexOf(pair.Key.Layer),
                    pair.Key.Class,
                    pair.Key.Measure,
                    pair.Key.Variant,
                    [.. pair.Value.Select(value => Rounding.To(value, SeriesDigits))])),
            ],
            NeuronMeasures = NeuronMeasuresOf(run),
            Correlations = [.. Correlations(found, index)],
            Methods = MethodsOf(found),
            Answers = AnswersOf(found),
            Notes = run.Manifest.Data?.Warnings ?? [],
        };

        bool HasLayer(string? layer) => layer is null || index.ContainsKey(layer);

        int? IndexOf(string? layer) => layer is null ? null : index[layer];
    }

    /// <summary>The document of a layer at a snapshot.</summary>
    /// <param name="layer">The layer's index, from 0.</param>
    /// <param name="snapshot">The snapshot's index, from 0.</param>
    /// <returns>The document; null where there is no such layer or snapshot.</returns>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public LayerSnapshot? Layer(int layer, int snapshot) =>
        OfLayer(layer, snapshot, (found, name) => found.Snapshot(name, snapshot));

    /// <summary>The document of a layer's histograms at a snapshot.</summary>
    /// <param name="layer">The layer's index, from 0.</param>
    /// <param name="snapshot">The snapshot's index, from 0.</param>
    /// <returns>The document; null where there is no such layer or snapshot.</returns>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public LayerHistograms? Histograms(int layer, int snapshot) =>
        OfLayer(layer, snapshot, (found, name) => found.Histograms(name, snapshot));

    /// <summary>The document of the samples on which a layer's neurons are most active at a snapshot.</summary>
    /// <param name="layer">The layer's index, from 0.</param>
    /// <param name="snapshot">The snapshot's index, from 0.</param>
    /// <returns>The document; null where there is no such layer or snapshot.</returns>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public LayerStrongest? Strongest(int layer, int snapshot) =>
        OfLayer(layer, snapshot, (found, name) => found.Strongest(name, snapshot));

    /// <summary>The document of a sample's image.</summary>
    /// <param name="sample">The sample, from 0.</param>
    /// <returns>The document; null where the run keeps no such image.</returns>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public SampleImage? Image(long sample)
    {
        RunResults found = Results;
        lock (reading) return Histories(found).Image(sample);
    }

    /// <summary>
    /// Over which snapshots the correlations of results are: without evenly spaced epochs, those of a study are over all snapshots from the
    /// untrained network on.
    /// </summary>
    /// <param name="settings">The results' settings.</param>
    public static CorrelationSpan SpanOf(object settings) =>
        settings is StudyDocument { Snapshots.Epochs: null } ? CorrelationSpan.Formation : CorrelationSpan.Epochs;

    /// <summary>The document of the communities of a layer.</summary>
    /// <param name="layer">The layer's index, from 0.</param>
    /// <param name="method">The method that found them.</param>
    /// <returns>The document; null where there is no such layer, or the run did not apply the method.</returns>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public CommunityHistory? Communities(int layer, string method)
    {
        RunResults found = Results;
        if ((uint)layer >= (uint)LayersOf(found).Count || !MethodsOf(found).Contains(method, StringComparer.Ordinal)) return null;
        lock (reading) return Histories(found).Communities(LayersOf(found)[layer].Name, method);
    }

    private static IReadOnlyList<AnswerGroup> AnswersOf(RunResults found)
    {
        if (found.Snapshots.Count == 0) return [];
        RunAnswers answers = RunAnswers.Of(found.Snapshots);
        ClassNames names = new(found.Data?.Classes);
        return
        [
            new AnswerGroup(Layer: null, Heading: null, [.. AnswerWords.OfModel(found.Snapshots, answers, names).Select(Short)]),
            .. answers.Layers.Select((layer, l) => new AnswerGroup(
                l,
                AnswerWords.Heading(found.Snapshots, layer),
                [.. AnswerWords.OfLayer(found.Snapshots, layer, names).Select(Short)])),
        ];

        // The list of dead neurons may be long.
        static Answer Short(Answer answer) =>
            answer with { Parts = [.. answer.Parts.Select(part => part.Length <= LongestPart ? part : $"{part[..LongestPart]}…")] };
    }

    private Dictionary<string, Snapshot> Known()
    {
        lock (reading)
        {
            if (results is null) return known;
            return run.Manifest.Snapshots.Zip(results.Snapshots)
                .ToDictionary(pair => ContentOf(pair.First), pair => pair.Second, StringComparer.Ordinal);
        }
    }

    // The number, and the checksum of every file.
    private static string ContentOf(SnapshotEntry entry)
    {
        IEnumerable<string> files = entry.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value);
        return $"{entry.Snapshot} {entry.Epoch:R} {entry.Step} {string.Join(' ', files)}";
    }

    // Null where there is no such layer or snapshot.
    private T? OfLayer<T>(int layer, int snapshot, Func<LayerHistories, string, T> make)
        where T : class
    {
        RunResults found = Results;
        if ((uint)snapshot >= (uint)found.Snapshots.Count || (uint)layer >= (uint)LayersOf(found).Count) return null;
        lock (reading) return make(Histories(found), LayersOf(found)[layer].Name);
    }

    private LayerHistories Histories(RunResults found) => histories ??= new LayerHistories(run, found.Snapshots);

    private static IEnumerable<MeasureCorrelation<double?>> Correlations(RunResults found, Dictionary<string, int> layers)
    {
        return Of(found.Correlations, found.CorrelationRange, SpanOf(found.Settings))
            .Concat(Of(found.Formation?.Correlations ?? [], found.Formation?.Range, CorrelationSpan.Formation));

        IEnumerable<MeasureCorrelation<double?>> Of(
            IReadOnlyList<CorrelationResult> correlations, SnapshotRange? range, CorrelationSpan over)
        {
            return from correlation in correlations
                   where correlation.Pearson is not null && (correlation.Layer is null || layers.ContainsKey(correlation.Layer))
                   select new MeasureCorrelation<double?>(
                       correlation.Layer is null ? null : layers[correlation.Layer],
                       correlation.Class,
                       correlation.Measure,
                       correlation.Variant,
                       correlation.Against,
                       over,
                       range?.Snapshots ?? 0,
                       Rounding.To(correlation.Pearson, CorrelationDigits),
                       Rounding.To(correlation.Spearman, CorrelationDigits));
        }
    }

    private static IReadOnlyList<NeuronMeasure> NeuronMeasuresOf(RunReader run)
    {
        if (run.Manifest.Snapshots.Count == 0) return [];
        return
        [
            .. from column in NeuronColumns.Of(run.ReadNeurons(run.Manifest.Snapshots[^1]))
               let measure = NeuronRow.MeasureIn(column)
               select measure is null
                   ? new NeuronMeasure(column, column, "", MeasureUnit.Amount)
                   : new NeuronMeasure(column, measure.Title, measure.Description, measure.Unit),
        ];
    }

    private static IReadOnlyList<LayerStructure> LayersOf(RunResults found) => found.Snapshots.Count == 0 ? [] : found.Snapshots[^1].Layers;

    private static IReadOnlyList<string> MethodsOf(RunResults found)
    {
        return
        [
            .. LayersOf(found).SelectMany(layer => layer.Communities)
                .Where(communities => communities.Neurons.Count > 0)
                .Select(communities => communities.Method)
                .Distinct(StringComparer.Ordinal),
        ];
    }
}

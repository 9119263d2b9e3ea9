using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Paper;

/// <summary>One of the paper's studies: the measured results beside the published ones.</summary>
public sealed record StudyComparison
{
    /// <summary>The preset.</summary>
    public required string Study { get; init; }

    /// <summary>Whether the labels were permuted.</summary>
    public required bool MixedLabels { get; init; }

    /// <summary>The settings of the first seed; null where they are not known.</summary>
    public StudyDocument? Settings { get; init; }

    /// <summary>The images; null where they are not known.</summary>
    public DataSummary? Images { get; init; }

    /// <summary>How many seeds.</summary>
    public required int Seeds { get; init; }

    /// <summary>For each layer, in how many snapshots S is too many representatives.</summary>
    public required IReadOnlyList<LayerSaturation> Saturation { get; init; }

    /// <summary>The accuracies at the last snapshot, medians over seeds, 0..1.</summary>
    public required Accuracies Accuracy { get; init; }

    /// <summary>The published study; null if the paper has no study of this name.</summary>
    public required PublishedStudy? Theirs { get; init; }

    /// <summary>Every correlation of Tables 3 to 6, with each training accuracy, form of entropy and coefficient.</summary>
    public required IReadOnlyList<ComparedFigure> Figures { get; init; }

    /// <summary>How communities form from the untrained network on.</summary>
    public required FormationCurves Formation { get; init; }

    /// <summary>The curves of Figure 1.</summary>
    public required StudyCurves Curves { get; init; }

    /// <summary>The layer, from 1, that Table 3 is about: the second, or the only one.</summary>
    public required int Layer { get; init; }

    /// <summary>Table 3: the first seed's eight largest communities of the layer, at the first snapshot.</summary>
    public required IReadOnlyList<int> FirstCommunities { get; init; }

    /// <summary>The same at the last.</summary>
    public required IReadOnlyList<int> LastCommunities { get; init; }

    /// <summary>The published communities.</summary>
    public required PublishedCommunities? TheirCommunities { get; init; }

    /// <summary>
    /// Table 2: how the first seed's classes share representatives of the first hidden layer, classes × classes, at the first snapshot.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<int>> FirstIntersections { get; init; }

    /// <summary>The same at the last.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> LastIntersections { get; init; }

    /// <summary>The same at the first snapshot as the paper's text has it: the neurons of two classes and no other.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> FirstOverlap { get; init; }

    /// <summary>That at the last.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> LastOverlap { get; init; }

    /// <summary>The published matrices.</summary>
    public required PublishedOverlap? TheirOverlap { get; init; }

    /// <summary>The matrices in numbers, in both readings, at the first snapshot and the last.</summary>
    public required IReadOnlyList<ComparedOverlap> Overlaps { get; init; }

    /// <summary>Compares a study.</summary>
    /// <param name="runs">The measured runs.</param>
    /// <exception cref="ArgumentException">There is no seed or no snapshot, or the seeds' snapshots are not of the same epochs.</exception>
    public static StudyComparison Of(StudyRuns runs)
    {
        if (runs.Seeds.Count == 0 || runs.Seeds[0].Count == 0)
            throw new ArgumentException($"{runs.Study}: nothing was measured.", nameof(runs));
        double[] epochs = [.. runs.Seeds[0].Select(snapshot => snapshot.Epoch)];
        if (runs.Seeds.Any(seed => !seed.Select(snapshot => snapshot.Epoch).SequenceEqual(epochs)))
            throw new ArgumentException($"{runs.Study}: the seeds' snapshots must be of the same epochs.", nameof(runs));

        int layer = Math.Min(2, runs.Seeds[0][0].Layers.Count);
        LayerStructure first = runs.Seeds[0][0].Layers[layer - 1];
        LayerStructure last = runs.Seeds[0][^1].Layers[layer - 1];
        (Snapshot start, Snapshot end) = (runs.Seeds[0][0], runs.Seeds[0][^1]);
        PublishedOverlap? theirOverlap = PaperFigures.Table2.FirstOrDefault(found => found.Study == runs.Study);
        return new StudyComparison
        {
            Study = runs.Study,
            MixedLabels = runs.MixedLabels,
            Settings = runs.Settings,
            Images = runs.Images,
            Seeds = runs.Seeds.Count,
            Saturation = LayerSaturation.Of(runs),
            Accuracy = new Accuracies
            {
                Running = MedianAt(runs, epochs.Length - 1, snapshot => snapshot.Accuracy.Running),
                Evaluated = MedianAt(runs, epochs.Length - 1, snapshot => snapshot.Accuracy.Evaluated),
                Test = MedianAt(runs, epochs.Length - 1, snapshot => snapshot.Accuracy.Test),
            },
            Theirs = PaperFigures.Studies.FirstOrDefault(study => study.Study == runs.Study),
            Figures = FigureComparison.Of(runs, layer),
            Formation = FormationCurves.Of(runs.Formation),
            Curves = new StudyCurves(
                epochs,
                Curve(snapshot => snapshot.OfModel("entropy", Names.Of(Comparison.Form))),
                Curve(snapshot => snapshot.Accuracy.Running),
                Curve(snapshot => snapshot.Accuracy.Test)),
            Layer = layer,
            FirstCommunities = [.. first.SizesOf("louvain").Take(8)],
            LastCommunities = [.. last.SizesOf("louvain").Take(8)],
            TheirCommunities = PaperFigures.Communities.FirstOrDefault(found => found.Study == runs.Study && found.Layer == layer),
            FirstIntersections = start.Layers[0].Intersections,
            LastIntersections = end.Layers[0].Intersections,
            FirstOverlap = start.Layers[0].Overlap,
            LastOverlap = end.Layers[0].Overlap,
            TheirOverlap = theirOverlap,
            Overlaps =
            [
                ComparedOverlap.Of(OverlapReading.Intersections, start.Epoch, start.Layers[0].Intersections, theirOverlap?.First),
                ComparedOverlap.Of(OverlapReading.Intersections, end.Epoch, end.Layers[0].Intersections, theirOverlap?.Last),
                ComparedOverlap.Of(OverlapReading.Exclusive, start.Epoch, start.Layers[0].Overlap, theirOverlap?.First),
                ComparedOverlap.Of(OverlapReading.Exclusive, end.Epoch, end.Layers[0].Overlap, theirOverlap?.Last),
            ],
        };

        double?[] Curve(Func<Snapshot, double?> figure) => [.. epochs.Select((_, k) => MedianAt(runs, k, figure))];
    }

    private static double? MedianAt(StudyRuns runs, int snapshot, Func<Snapshot, double?> figure)
    {
        return Medians.Of(runs.Seeds.Select(seed => figure(seed[snapshot])));
    }
}

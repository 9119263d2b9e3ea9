using Coterie.Communities;
using Coterie.Entropy;
using Coterie.Nulls;
using Coterie.Patterns;
using Coterie.Quality;

namespace Coterie.Measures;

/// <summary>
/// Every measure of a snapshot. Tables, correlations, seed summaries, the terminal's columns, the paper's tables and the documentation's
/// list all come from here: a measure added to <see cref="All"/> appears in them automatically.
/// </summary>
public static class Catalogue
{
    /// <summary>The family of the accuracies, which the other measures are correlated with.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>
    /// The family of the accuracies on the samples of one class; only snapshots of a model whose answers are known have it.
    /// </summary>
    public const string ClassAccuracy = "classAccuracy";

    /// <summary>Every measure, in the order in which results list them.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        .. Accuracies(),
        .. ClassAccuracies(),
        .. Modularities(),
        .. CommunityMethods.All.Where(method => method is not KernighanLinBisection).SelectMany(Communities),
        .. Graph(),
        .. Overlaps(),
        new("deadNeurons", "", "Dead neurons", "neurons that are zero on every sample", MeasureUnit.Count)
        {
            Heading = "dead",
            OfLayer = layer => layer.DeadNeurons,
        },
        .. Entropies(),
        .. ClassEntropies(),
        new("conductance", "", "Conductance", "mean over classes of the cut of R_c over the smaller volume", MeasureUnit.Ratio)
        {
            OfLayer = layer => Conductance.MeanOf(layer.Pattern.Graph, layer.Pattern.Cover),
        },
        .. Rivals.All,
        .. NullMeasures.All,
    ];

    /// <summary>Takes every value of the model, of its layers and of their classes from an analysis.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <returns>
    /// The model's values, then those of each layer; the values of single classes follow those of all classes. The order is always the
    /// same. A value that does not exist is null.
    /// </returns>
    public static IEnumerable<(MeasureKey Key, double? Value)> Values(SnapshotAnalysis analysis)
    {
        foreach (Measure measure in All)
        {
            if (measure.OfModel is { } of) yield return (Key(measure, null, null), of(analysis));
        }
        for (int i = 0; i < analysis.Classes; i++)
        {
            foreach (Measure measure in All)
            {
                if (measure.Family == ClassAccuracy && analysis.Accuracy is { EvaluatedByClass: null, TestByClass: null }) continue;
                if (measure.OfModelClass is { } of) yield return (Key(measure, null, i), of(analysis, i));
            }
        }
        foreach (LayerAnalysis layer in analysis.Layers)
        {
            foreach (Measure measure in All)
            {
                if (measure.OfLayer is { } of) yield return (Key(measure, layer, null), of(layer));
            }
            for (int i = 0; i < analysis.Classes; i++)
            {
                foreach (Measure measure in All)
                {
                    if (measure.OfLayerClass is { } of) yield return (Key(measure, layer, i), of(layer, i));
                }
            }
        }
    }

    private static MeasureKey Key(Measure measure, LayerAnalysis? layer, int? @class)
    {
        return new MeasureKey(layer?.Layer.Name, @class, measure.Family, measure.Variant);
    }

    private static IEnumerable<Measure> Accuracies()
    {
        return
        [
            Of(AccuracyKind.Running, "over the batches of the epoch before in training mode, as Keras reports it"),
            Of(AccuracyKind.Evaluated, "over the training samples in evaluation mode, at the snapshot"),
            Of(AccuracyKind.Test, "over the test samples in evaluation mode, at the snapshot"),
        ];

        static Measure Of(AccuracyKind kind, string description)
        {
            return new(Accuracy, Variant(kind), $"Accuracy, {Variant(kind)}", description, MeasureUnit.Share)
            {
                Heading = Variant(kind),
                IsBaseline = true,
                OfModel = analysis => analysis.Accuracy[kind],
            };
        }
    }

    private static IEnumerable<Measure> ClassAccuracies()
    {
        return
        [
            Of(AccuracyKind.Evaluated, "over the class's training samples in evaluation mode", accuracy => accuracy.EvaluatedByClass),
            Of(AccuracyKind.Test, "over the class's test samples in evaluation mode", accuracy => accuracy.TestByClass),
        ];

        static Measure Of(AccuracyKind kind, string description, Func<Accuracies, IReadOnlyList<double?>?> byClass)
        {
            return new(ClassAccuracy, Variant(kind), $"Class accuracy, {Variant(kind)}", description, MeasureUnit.Share)
            {
                OfModelClass = (analysis, i) => byClass(analysis.Accuracy)?[i],
            };
        }
    }

    private static IEnumerable<Measure> Modularities()
    {
        return
        [
            new("modularity", "klb", "KLB", "weighted Newman modularity of the Kernighan–Lin halves", MeasureUnit.Ratio)
            {
                PaperTable = 4,
                OfLayer = layer => layer.CommunitiesOf<KernighanLinBisection>().Quality,
            },
            Of(
                "noOverlap",
                "no overlap",
                "Newman's Q of the 0/1 graph, a neuron in its strongest class (Eq. 1)",
                PatternModularity.NoOverlap),
            Of(
                "unweightedOverlap",
                "unweighted overlap",
                "Shen's Q of the 0/1 graph and the cover of classes (Eq. 2)",
                PatternModularity.UnweightedOverlap),
            Of(
                "weightedOverlap",
                "weighted overlap",
                "Chen's Q of the weighted graph and the cover of classes (Eq. 3)",
                PatternModularity.WeightedOverlap),
        ];

        static Measure Of(string variant, string name, string description, Func<ActivationPatternGraph, double?> quality)
        {
            return new("modularity", variant, $"Q, {name}", description, MeasureUnit.Ratio)
            {
                Heading = name,
                PaperTable = 4,
                OfLayer = layer => quality(layer.Pattern),
            };
        }
    }

    // A bisection always has two communities, so the modularity is the only measure of Kernighan–Lin.
    private static IEnumerable<Measure> Communities(ICommunityMethod method)
    {
        return
        [
            Of("modularity", method.Title, $"modularity at γ, {method.Description}", MeasureUnit.Ratio, found => found.Quality)
                with { Heading = method.Title },
            Of("communities", $"{method.Title}: communities", "how many communities", MeasureUnit.Count, found => found.Partition.Count),
            Of("averageSize", $"{method.Title}: average size", "neurons per community", MeasureUnit.Amount, found => found.AverageSize)
                with { PaperTable = method is Louvain ? 3 : null },
        ];

        Measure Of(string variant, string title, string description, MeasureUnit unit, Func<FoundCommunities, double?> value)
        {
            return new(method.Name, variant, title, description, unit)
            {
                Heading = "",
                OfLayer = layer => value(layer.Communities.First(found => found.Method == method)),
            };
        }
    }

    private static IEnumerable<Measure> Graph()
    {
        return
        [
            new("graph", "vertices", "Vertices", "neurons in the pattern graph: those that represent a class", MeasureUnit.Count)
            {
                Heading = "vertices",
                OfLayer = layer => layer.Pattern.Graph.VertexCount,
            },
            new("graph", "edges", "Edges", "pairs of neurons that are active together (Eq. 6)", MeasureUnit.Count)
            {
                Heading = "edges",
                OfLayer = layer => layer.Pattern.Graph.EdgeCount,
            },
            new("graph", "totalWeight", "Total weight", "the sum of the edges' weights (Eq. 6)", MeasureUnit.Amount)
            {
                Heading = "",
                OfLayer = layer => layer.Pattern.Graph.TotalWeight,
            },
        ];
    }

    private static IEnumerable<Measure> Overlaps()
    {
        return
        [
            Of(
                "unique",
                "Unique representatives",
                "neurons that represent exactly one class",
                MeasureUnit.Count,
                representatives => ClassOverlap.Unique(representatives)),
            Of(
                "shared",
                "Shared representatives",
                "mean over pairs of classes of the neurons that represent both",
                MeasureUnit.Amount,
                ClassOverlap.Shared),
            Of(
                "sharedExclusive",
                "Shared by two alone",
                "mean over pairs of classes of the neurons that represent both and no other",
                MeasureUnit.Amount,
                ClassOverlap.SharedExclusive) with { Heading = "" },
        ];

        static Measure Of(string variant, string title, string description, MeasureUnit unit, Func<Representatives, double?> value)
        {
            return new("overlap", variant, title, description, unit)
            {
                Heading = variant,
                OfLayer = layer => value(layer.Pattern.Representatives),
            };
        }
    }

    private static IEnumerable<Measure> Entropies()
    {
        return FormsOfEntropy().Select(form => Of("entropy", "Entropy", form.Form, form.Description) with
        {
            Heading = form.Form == EntropyForm.All ? "entropy" : "",
            PaperTable = 5,
            OfModel = analysis => analysis.Entropy[form.Form],
            OfLayer = layer => layer.Entropy.Layer[form.Form],
            OfNeuron = (layer, neuron) => layer.Entropy.Neurons[neuron][form.Form],
        });
    }

    private static IEnumerable<Measure> ClassEntropies()
    {
        return FormsOfEntropy().Select(form => Of("classEntropy", "Class entropy", form.Form, $"over one class: {form.Description}") with
        {
            PaperTable = 6,
            OfModelClass = (analysis, i) => analysis.ClassEntropy(i)[form.Form],
            OfLayerClass = (layer, i) => layer.Entropy.Classes[i][form.Form],
        });
    }

    private static Measure Of(string family, string title, EntropyForm form, string description)
    {
        return new(family, Variant(form), $"{title}, {Variant(form)}", description, MeasureUnit.Nats);
    }

    private static IEnumerable<(EntropyForm Form, string Description)> FormsOfEntropy()
    {
        return
        [
            (EntropyForm.Nonzero, "Shannon entropy of the histogram of non-zero activations"),
            (EntropyForm.All, "Shannon entropy of the histogram of all activations"),
            (EntropyForm.Share, "Shannon entropy of the samples' shares of the sum of magnitudes"),
            (EntropyForm.Common, "Shannon entropy of the histogram of all activations in bins common to the layer's neurons"),
        ];
    }

    // The names of enumerations in tables: camel case.
    private static string Variant<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

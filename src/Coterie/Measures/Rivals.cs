using Coterie.Geometry;
using Coterie.Patterns;

namespace Coterie.Measures;

/// <summary>Measures of other authors, which need no graph: of a network's class means, its samples, its weights.</summary>
internal static class Rivals
{
    /// <summary>Every one, in the order in which results list them.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        new(
            "classSelectivity",
            "",
            "Class selectivity",
            "(v_max − v_rest) / (v_max + v_rest) of a neuron's class means; a layer's is the mean over neurons that have it "
                + "(Leavitt and Morcos 2020)",
            MeasureUnit.Ratio)
        {
            Heading = "class selectivity",
            IsBaseline = true,
            OfLayer = layer => ClassSelectivity.MeanOf(layer.Means),
            OfNeuron = (layer, neuron) => ClassSelectivity.Of(layer.Means, neuron),
        },
        new(
            "neuralCollapse",
            "nc1",
            "NC1",
            "variability within over between classes, tr(Σ_W Σ_B⁺) / C, every class weighing the same (Papyan et al. 2020)",
            MeasureUnit.Ratio)
        {
            IsBaseline = true,
            OfLayer = layer => layer.Result<NeuralCollapse>().Nc1,
        },
        OfWeights("norm", "Weight norm", "Frobenius norm of the layer's weights", MeasureUnit.Amount, weights => weights.Norm)
            with { Heading = "" },
        OfWeights("spectral", "Spectral norm", "largest singular value of the layer's weights", MeasureUnit.Amount,
            weights => weights.SpectralNorm) with { Heading = "" },
        OfWeights(
            "alpha",
            "Alpha",
            "exponent of the power law in the tail of the eigenvalues of WᵀW (Clauset et al. 2009; Martin and Mahoney's alpha)",
            MeasureUnit.Ratio,
            weights => weights.Alpha),
    ];

    private static Measure OfWeights(
        string variant, string title, string description, MeasureUnit unit, Func<LayerWeights, double?> value)
    {
        return new("weights", variant, title, $"{description}; the model's is the mean over hidden layers that have it", unit)
        {
            IsBaseline = true,
            OfModel = analysis => analysis.Layers.Average(Of),
            OfLayer = Of,
        };

        double? Of(LayerAnalysis layer) => layer.Weights is { } weights ? value(weights) : null;
    }
}

using System.Text.Json;
using Coterie.Geometry;
using Coterie.Patterns;
using Coterie.Statistics;

namespace Coterie.Tests.Oracles;

/// <summary>Compares with NumPy, by the definitions, neurons × neurons; rivals.py wrote the expected values in rivals.json.</summary>
public class RivalsOracleTests
{
    private static readonly Document Expected = JsonSerializer.Deserialize<Document>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Oracles", "rivals.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Layers { get; } = [.. Expected.Layers.Select(layer => layer.Name)];

    public static TheoryData<string> Spectra { get; } = [.. Expected.Spectra.Select(spectrum => spectrum.Name)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void NC1_is_the_trace_with_the_whole_pseudoinverse(string name)
    {
        (ExpectedLayer expected, LayerAnalysis found) = Analyzed(name);

        Assert.Equal(expected.Nc1, found.Result<NeuralCollapse>().Nc1!.Value, 1e-7 * expected.Nc1);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Class_selectivity_is_that_of_the_class_means(string name)
    {
        (ExpectedLayer expected, LayerAnalysis found) = Analyzed(name);

        for (int q = 0; q < expected.Neurons; q++)
        {
            double? actual = ClassSelectivity.Of(found.Means, q);
            Assert.Equal(expected.Selectivity[q] is null, actual is null);
            Assert.Equal(expected.Selectivity[q] ?? 0, actual ?? 0, 1e-9);
        }
        Assert.Equal(expected.MeanSelectivity is null, ClassSelectivity.MeanOf(found.Means) is null);
        Assert.Equal(expected.MeanSelectivity ?? 0, ClassSelectivity.MeanOf(found.Means) ?? 0, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Spectra))]
    public void The_exponent_of_a_tail_is_that_of_the_nearest_law(string name)
    {
        Spectrum expected = Expected.Spectra.Single(spectrum => spectrum.Name == name);

        Assert.Equal(expected.Alpha, PowerLaw.Exponent(expected.Eigenvalues)!.Value, 1e-9);
    }

    private static (ExpectedLayer Expected, LayerAnalysis Found) Analyzed(string name)
    {
        ExpectedLayer layer = Expected.Layers.Single(layer => layer.Name == name);
        BatchedActivations source = new(
            [.. layer.Activations.Chunk(layer.Neurons)], layer.Labels, layer.Labels.Max() + 1, batch: 7, single: true);
        return (layer, new SnapshotAnalyzer(new AnalysisSettings()).Analyze(source).Layers[0]);
    }

    private sealed record Document(ExpectedLayer[] Layers, Spectrum[] Spectra);

    private sealed record ExpectedLayer(
        string Name, int Neurons, int[] Labels, double[] Activations, double?[] Selectivity, double? MeanSelectivity, double Nc1);

    private sealed record Spectrum(string Name, double[] Eigenvalues, double Alpha);
}

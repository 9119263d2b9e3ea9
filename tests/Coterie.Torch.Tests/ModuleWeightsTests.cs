using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class ModuleWeightsTests
{
    [Fact]
    public void Norms_are_those_of_the_singular_values()
    {
        using nn.Module<Tensor, Tensor> network = nn.Sequential(("layer", nn.Linear(30, 20)));

        LayerWeights found = ModuleWeights.Of(network, ["layer"])[0]!;

        using DisposeScope scope = NewDisposeScope();
        double[] singular = linalg.svdvals(network.parameters().First().detach().to(ScalarType.Float64)).ToArray<double>();
        Assert.Equal(Math.Sqrt(singular.Sum(value => value * value)), found.Norm, 1e-10);
        Assert.Equal(singular[0], found.SpectralNorm!.Value, 1e-10);
        Assert.True(found.Alpha > 1);
    }

    [Fact]
    public void A_convolution_is_a_matrix_of_outputs_and_all_that_they_see()
    {
        using nn.Module<Tensor, Tensor> convolution = nn.Conv2d(3, 16, 5), dense = nn.Linear(75, 16);
        using (no_grad()) dense.parameters().First().copy_(convolution.parameters().First().reshape(16, 75));
        using nn.Module<Tensor, Tensor> network = nn.Sequential(("conv", convolution), ("dense", dense));

        IReadOnlyList<LayerWeights?> found = ModuleWeights.Of(network, ["conv", "dense"]);

        Assert.Equal(found[1]!.Norm, found[0]!.Norm, 1e-12);
        Assert.Equal(found[1]!.SpectralNorm!.Value, found[0]!.SpectralNorm!.Value, 1e-12);
        Assert.Equal(found[1]!.Alpha!.Value, found[0]!.Alpha!.Value, 1e-9);
    }

    [Fact]
    public void A_matrix_and_its_transpose_have_the_same_values()
    {
        using nn.Module<Tensor, Tensor> wide = nn.Linear(40, 15), tall = nn.Linear(15, 40);
        using (no_grad()) tall.parameters().First().copy_(wide.parameters().First().t());
        using nn.Module<Tensor, Tensor> network = nn.Sequential(("wide", wide), ("tall", tall));

        IReadOnlyList<LayerWeights?> found = ModuleWeights.Of(network, ["wide", "tall"]);

        Assert.Equal(found[0]!.SpectralNorm!.Value, found[1]!.SpectralNorm!.Value, 1e-12);
        Assert.Equal(found[0]!.Alpha!.Value, found[1]!.Alpha!.Value, 1e-9);
    }

    [Fact]
    public void Layers_without_one_matrix_of_weights_have_none()
    {
        using nn.Module<Tensor, Tensor> network = nn.Sequential(
            ("relu", nn.ReLU()),
            ("norm", nn.BatchNorm1d(4)),
            ("two", nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))),
            ("one", nn.Sequential(nn.BatchNorm1d(4), nn.Linear(4, 4))));

        IReadOnlyList<LayerWeights?> found = ModuleWeights.Of(network, ["relu", "norm", "two", "one"]);

        Assert.Equal([true, true, true, false], found.Select(weights => weights is null));
        // Four eigenvalues are no tail.
        Assert.Null(found[3]!.Alpha);
    }

    [Fact]
    public void Weights_that_are_not_finite_have_no_values()
    {
        using nn.Module<Tensor, Tensor> network = nn.Sequential(("layer", nn.Linear(3, 3)));
        using (no_grad()) network.parameters().First().fill_(float.NaN);

        Assert.Null(ModuleWeights.Of(network, ["layer"])[0]);
    }

    [Fact]
    public void Eigenvalues_of_very_wide_layers_are_not_computed()
    {
        using nn.Module<Tensor, Tensor> network = nn.Sequential(("layer", nn.Linear(2049, 2049)));

        LayerWeights found = ModuleWeights.Of(network, ["layer"])[0]!;

        Assert.True(found.Norm > 0);
        Assert.Null(found.SpectralNorm);
        Assert.Null(found.Alpha);
    }

    [Fact]
    public void An_analysis_has_the_weights_of_its_source_at_any_number_of_threads()
    {
        using LabelledSamples samples = Blobs.Draw(50);
        using nn.Module<Tensor, Tensor> network = Perceptron.Create([30, 20], 0);
        TorchActivationSource source = new(network, ["layer2", "layer1"], samples);
        int before = get_num_threads();
        Devices.UseThreads(1);
        double?[] one = Alphas();
        Devices.UseThreads(2);

        Assert.Equal(one, Alphas());
        Assert.Equal(2, get_num_threads());
        Devices.UseThreads(before);
        Assert.Equal(ModuleWeights.Of(network, ["layer1"])[0]!.Norm, source.Weights[1]!.Norm);

        double?[] Alphas()
        {
            SnapshotAnalysis analysis = new SnapshotAnalyzer(new AnalysisSettings()).Analyze(source);
            return [.. analysis.Layers.Select(layer => layer.Weights!.Alpha)];
        }
    }
}

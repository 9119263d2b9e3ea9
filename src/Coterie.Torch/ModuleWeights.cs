using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>The weights of a module's layers, with the eigenvalues that measures need.</summary>
internal static class ModuleWeights
{
    // The most outputs or inputs, whichever are fewer, whose eigenvalues are computed: they take the cube of that number.
    private const int WidestSide = 2048;

    /// <summary>Looks at the weights of some layers.</summary>
    /// <param name="module">The module.</param>
    /// <param name="layers">The names of the layers, as in <c>named_modules()</c>.</param>
    /// <returns>
    /// For each layer its weights; null for a layer without a matrix of weights, or with several, and for weights that are not finite.
    /// </returns>
    public static IReadOnlyList<LayerWeights?> Of(nn.Module module, IReadOnlyList<string> layers)
    {
        Dictionary<string, nn.Module> modules =
            module.named_modules().ToDictionary(named => named.name, named => named.module, StringComparer.Ordinal);
        // How a product is divided among threads changes its rounding, and no figure may depend on the number of threads.
        int threads = get_num_threads();
        set_num_threads(1);
        try
        {
            return [.. layers.Select(layer => Of(modules[layer]))];
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static LayerWeights? Of(nn.Module layer)
    {
        using IDisposable inference = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] matrices = [.. layer.parameters().Where(parameter => parameter.dim() > 1 && parameter.NumberOfElements > 0)];
        if (matrices.Length != 1) return null;
        Tensor weights = matrices[0].cpu().to(ScalarType.Float64).flatten(1);
        double norm = weights.square().sum().sqrt().item<double>();
        if (!double.IsFinite(norm)) return null;
        long rows = weights.shape[0], columns = weights.shape[1];
        if (Math.Min(rows, columns) > WidestSide) return new LayerWeights(norm, eigenvalues: null);
        Tensor gram = rows < columns ? weights.mm(weights.t()) : weights.t().mm(weights);
        return new LayerWeights(norm, linalg.eigvalsh(gram).data<double>().ToArray());
    }
}

using static TorchSharp.torch;

namespace Coterie.Training.Models;

/// <summary>A network that was built, and the names of its hidden layers. Disposing it disposes of the module.</summary>
/// <param name="Module">The module; takes samples in float32, returns logits.</param>
/// <param name="HiddenLayers">The names of the hidden layers, from input to output, as in <c>named_modules()</c>.</param>
public sealed record NetworkModel(nn.Module<Tensor, Tensor> Module, IReadOnlyList<string> HiddenLayers) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Module.Dispose();
    }
}

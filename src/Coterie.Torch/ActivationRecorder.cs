using Coterie.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Attaches to a module and keeps the output of its named layers in the latest forward pass, one activation per sample and neuron:
/// the positions of a convolution or a sequence are pooled (<see cref="PooledShape"/>). The module computes and trains as before.
/// </summary>
public sealed class ActivationRecorder : IDisposable
{
    private readonly List<Action> detachments = [];
    private readonly Tensor?[] latest;

    /// <summary>Attaches to a module.</summary>
    /// <param name="module">Any module.</param>
    /// <param name="layers">The names of the layers to record, as in <c>named_modules()</c>; each takes and returns one tensor.</param>
    /// <param name="pooling">How positions become one value.</param>
    /// <exception cref="InputException">The module has no such layer.</exception>
    public ActivationRecorder(nn.Module module, IReadOnlyList<string> layers, Pooling pooling = Pooling.Mean)
        : this(module, layers, pooling, computed: null)
    {
    }

    /// <summary>Attaches to a module.</summary>
    /// <param name="module">Any module.</param>
    /// <param name="layers">The names of the layers to record.</param>
    /// <param name="pooling">How positions become one value.</param>
    /// <param name="computed">
    /// Called with a layer's index and activations as soon as it has computed. The tensor is valid during the call only, so nothing is
    /// copied or kept. Null to keep the latest activations.
    /// </param>
    internal ActivationRecorder(nn.Module module, IReadOnlyList<string> layers, Pooling pooling, Action<int, Tensor>? computed)
    {
        latest = new Tensor?[layers.Count];
        Dictionary<string, nn.Module> modules =
            module.named_modules().ToDictionary(named => named.name, named => named.module, StringComparer.Ordinal);
        for (int k = 0; k < layers.Count; k++)
        {
            if (!modules.TryGetValue(layers[k], out nn.Module? found) || found is not nn.Module<Tensor, Tensor> layer)
            {
                Dispose();
                throw new InputException(
                    $"the model has no layer '{layers[k]}' that takes and returns a tensor; it has "
                    + string.Join(", ", modules.Keys.Where(name => name.Length > 0)));
            }
            int index = k;
            var hook = layer.register_forward_hook((_, _, output) =>
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor pooled = Pool(output, pooling);
                if (computed is not null)
                {
                    computed(index, pooled);
                    return output;
                }
                latest[index]?.Dispose();
                // An output that needed no pooling is copied: a later layer may compute in place.
                latest[index] = (pooled.dim() == output.dim() ? pooled.clone() : pooled).DetachFromDisposeScope();
                return output;
            });
            detachments.Add(hook.remove);
        }
    }

    /// <summary>
    /// The latest activations of a layer, samples × neurons, float32 or float64. The recorder owns the tensor, until the next forward pass.
    /// </summary>
    /// <param name="layer">The index of the layer among the names given.</param>
    /// <exception cref="InvalidOperationException">The layer has not computed yet.</exception>
    public Tensor this[int layer] => latest[layer] ?? throw new InvalidOperationException("The layer has not computed yet.");

    /// <summary>Detaches from the module and frees what was recorded.</summary>
    public void Dispose()
    {
        foreach (Action detach in detachments) detach();
        foreach (Tensor? tensor in latest) tensor?.Dispose();
        detachments.Clear();
        Array.Clear(latest);
    }

    // The arithmetic stays torch's: it pools on the device, in the output's own type.
    private static Tensor Pool(Tensor output, Pooling pooling)
    {
        PooledShape shape = PooledShape.Of(output.shape)
            ?? throw new InputException($"found an activation of shape {string.Join('×', output.shape)}; expected {PooledShape.Expected}");
        Tensor values = output.detach();
        if (values.dtype is not (ScalarType.Float32 or ScalarType.Float64)) values = values.to(ScalarType.Float32);
        if (output.dim() == 2) return values;
        Tensor positions = shape.NeuronsLast ? values : values.flatten(2);
        long[] axis = [shape.NeuronsLast ? 1 : 2];
        return pooling == Pooling.Mean ? positions.mean(axis) : positions.amax(axis);
    }
}

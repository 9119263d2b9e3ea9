using Coterie.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Listens to a module while it computes and keeps what its named parts put out in the latest call: a neuron of a convolution is
/// a channel, its activation the spatial mean or maximum; of a sequence layer a feature, the mean or maximum over positions.
/// </summary>
public sealed class ActivationRecorder : IDisposable
{
    private readonly List<Action> detachments = [];
    private readonly Tensor?[] latest;

    /// <summary>Attaches to a module; its calls go on as before.</summary>
    /// <param name="module">Any module.</param>
    /// <param name="parts">The names of the parts to listen to, as in <c>named_modules()</c>; their outputs must be tensors.</param>
    /// <param name="pooling">How positions become one value.</param>
    /// <exception cref="InputException">The module has no such part.</exception>
    public ActivationRecorder(nn.Module module, IReadOnlyList<string> parts, Pooling pooling = Pooling.Mean)
        : this(module, parts, pooling, heard: null)
    {
    }

    /// <summary>Attaches to a module.</summary>
    /// <param name="module">Any module.</param>
    /// <param name="parts">The names of the parts to listen to.</param>
    /// <param name="pooling">How positions become one value.</param>
    /// <param name="heard">
    /// Given a part's index and activations whenever it has computed: they are the module's own and only of the moment, which saves
    /// the copy. Null to keep the latest.
    /// </param>
    internal ActivationRecorder(nn.Module module, IReadOnlyList<string> parts, Pooling pooling, Action<int, Tensor>? heard)
    {
        latest = new Tensor?[parts.Count];
        Dictionary<string, nn.Module> modules = module.named_modules().ToDictionary(named => named.name, named => named.module, StringComparer.Ordinal);
        for (int k = 0; k < parts.Count; k++)
        {
            if (!modules.TryGetValue(parts[k], out nn.Module? part) || part is not nn.Module<Tensor, Tensor> hooked)
            {
                Dispose();
                throw new InputException($"the model has no part '{parts[k]}' from tensor to tensor; it has {string.Join(", ", modules.Keys.Where(name => name.Length > 0))}");
            }
            int at = k;
            var hook = hooked.register_forward_hook((_, _, output) =>
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor pooled = Pool(output, pooling);
                if (heard is not null)
                {
                    heard(at, pooled);
                    return output;
                }
                latest[at]?.Dispose();
                // A copy, as what comes after may compute in place.
                latest[at] = (pooled.dim() == output.dim() ? pooled.clone() : pooled).DetachFromDisposeScope();
                return output;
            });
            detachments.Add(hook.remove);
        }
    }

    /// <summary>The latest activations of a part, samples × neurons, float32 or float64; the recorder's own until the next call.</summary>
    /// <param name="part">The index of the part.</param>
    /// <exception cref="InvalidOperationException">The part has not computed yet.</exception>
    public Tensor this[int part] => latest[part] ?? throw new InvalidOperationException("The part has not computed yet.");

    /// <summary>Lets go of the module and of what was recorded.</summary>
    public void Dispose()
    {
        foreach (Action detach in detachments) detach();
        foreach (Tensor? tensor in latest) tensor?.Dispose();
        detachments.Clear();
        Array.Clear(latest);
    }

    private static Tensor Pool(Tensor output, Pooling pooling)
    {
        Tensor values = output.detach();
        if (values.dtype is not (ScalarType.Float32 or ScalarType.Float64)) values = values.to(ScalarType.Float32);
        return values.dim() switch
        {
            2 => values,
            // Sequences are samples × positions × features, images samples × channels × height × width.
            3 => pooling == Pooling.Mean ? values.mean([1]) : values.amax([1]),
            > 3 => pooling == Pooling.Mean ? values.flatten(2).mean([2]) : values.flatten(2).amax([2]),
            _ => throw new InputException($"an activation of shape {string.Join('×', values.shape)} has no samples × neurons"),
        };
    }
}

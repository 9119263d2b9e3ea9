using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Chooses the layers of a module whose activations are analysed.</summary>
public static class HiddenLayers
{
    /// <summary>
    /// Finds the layers that some patterns name, or, without patterns, the activation functions (ReLU, GELU and the like) that are modules
    /// of their own, except one that gives the module's output. One sample is computed to learn their order.
    /// </summary>
    /// <param name="module">Any module that takes and returns one tensor.</param>
    /// <param name="samples">The samples; the first is computed.</param>
    /// <param name="patterns">
    /// Names as in <c>named_modules()</c>, with <c>*</c> for any characters, dots included, and <c>?</c> for one; empty for the activation
    /// functions.
    /// </param>
    /// <param name="notes">Receives what a person should know of the choice, a line each.</param>
    /// <returns>The names, in the order in which the layers compute.</returns>
    /// <exception cref="InputException">
    /// A pattern fits no layer that computes and takes and returns a tensor; or none is given and the module has no activation function.
    /// </exception>
    public static IReadOnlyList<string> Find(
        nn.Module<Tensor, Tensor> module, LabelledSamples samples, IReadOnlyList<string> patterns, ICollection<string> notes)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(notes);
        IReadOnlyList<ComputedLayer> computed = ComputedLayer.In(module, samples);
        string[] names = [.. computed.Select(layer => layer.Name)];
        foreach (string pattern in patterns)
        {
            if (names.Any(name => NameMatching.Fits(pattern, name))) continue;
            bool exists = module.named_modules().Any(named => NameMatching.Fits(pattern, named.name));
            string found = exists
                ? $"that '{pattern}' does not compute, or does not take and return one tensor"
                : $"no layer '{pattern}' in the model";
            throw new InputException($"layers: found {found}; expected a name or a pattern among {NameMatching.Nearest(names, pattern)}");
        }
        ComputedLayer[] chosen =
        [
            .. computed.Where(layer => patterns.Count == 0
                ? IsActivationFunction(layer.Module) && !layer.IsOutput
                : patterns.Any(pattern => NameMatching.Fits(pattern, layer.Name))),
        ];
        if (chosen.Length == 0)
        {
            throw new InputException(
                "layers: found no module of an activation function, such as ReLU, behind a hidden layer; "
                + $"name the layers to record: {NameMatching.Nearest(names, "")}");
        }
        foreach (ComputedLayer layer in chosen) AddNotes(layer, notes);
        return [.. chosen.Select(layer => layer.Name)];
    }

    private static void AddNotes(ComputedLayer layer, ICollection<string> notes)
    {
        string name = Printable.Name(layer.Name);
        if (layer.Times > 1) notes.Add($"{name} computes {layer.Times} times in a forward pass: its last output is recorded");
        if (layer.Shape is not [_, long positions, long features]) return;
        notes.Add(
            $"{name} returns samples × {positions} × {features}, taken as {positions} positions of {features} neurons, as in a sequence");
    }

    private static bool IsActivationFunction(nn.Module module)
    {
        return module is ReLU or ReLU6 or LeakyReLU or PReLU or RReLU or ELU or CELU or SELU or GELU or GLU or SiLU or Mish
            or Sigmoid or LogSigmoid or Hardsigmoid or Tanh or Hardtanh or Tanhshrink or Softplus or Softsign
            or Hardswish or Hardshrink or Softshrink or Threshold;
    }
}

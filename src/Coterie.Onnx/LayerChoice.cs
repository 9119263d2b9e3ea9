using Coterie.Onnx.Graph;

namespace Coterie.Onnx;

/// <summary>The layers of a model: which can be analysed, and why the others cannot.</summary>
/// <param name="all">Every product with weights.</param>
internal sealed class LayerChoice(IReadOnlyList<FoundLayer> all)
{
    /// <summary>Chooses layers by name.</summary>
    /// <param name="path">The model's file, for messages.</param>
    /// <param name="patterns">Names or patterns; none for all.</param>
    /// <exception cref="InputException">There are no activations, or a pattern matches none.</exception>
    public FoundLayer[] Choose(string path, IReadOnlyList<string> patterns)
    {
        FoundLayer[] analysed = [.. all.Where(layer => layer.Value is not null)];
        if (analysed.Length == 0)
        {
            string why = all.Count == 0
                ? "no product with weights"
                : string.Join("; ", all.Take(3).Select(layer => $"{layer.Name}: {layer.Reason}"));
            throw new InputException(
                $"{path}: found no activations ({why}), expected a hidden layer with an activation function; see coterie inspect {path}");
        }
        foreach (string pattern in patterns.Where(pattern => !analysed.Any(layer => NameMatching.Fits(pattern, layer.Name))))
        {
            throw new InputException(
                $"{path}: found no layer '{pattern}', expected one of "
                + $"{NameMatching.Nearest([.. analysed.Select(layer => layer.Name)], pattern)}; see coterie inspect {path}");
        }
        return patterns.Count == 0
            ? analysed
            : [.. analysed.Where(layer => patterns.Any(pattern => NameMatching.Fits(pattern, layer.Name)))];
    }
}

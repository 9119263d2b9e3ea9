using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Copies saved tensors into those of a module and its optimiser.</summary>
internal static class SavedTensors
{
    /// <summary>Copies all of them, or none if the names or shapes differ.</summary>
    /// <param name="saved">The saved tensors by name.</param>
    /// <param name="into">The tensors to overwrite, by name.</param>
    /// <param name="path">The file they were saved in, for messages.</param>
    /// <exception cref="InputException">A tensor is missing, unknown or of another shape.</exception>
    public static void Copy(IReadOnlyDictionary<string, Tensor> saved, IReadOnlyDictionary<string, Tensor> into, string path)
    {
        if (into.Keys.FirstOrDefault(name => !saved.ContainsKey(name)) is { } missing)
        {
            throw new InputException($"{path}: found no tensor '{missing}'");
        }
        if (saved.Keys.FirstOrDefault(name => !into.ContainsKey(name)) is { } unknown)
        {
            throw new InputException($"{path}: holds a tensor '{unknown}' that this model and its optimizer do not have");
        }
        foreach ((string name, Tensor tensor) in into)
        {
            if (saved[name].shape.AsSpan().SequenceEqual(tensor.shape)) continue;
            throw new InputException($"{path}: tensor '{name}' is {Shape(saved[name])}, expected {Shape(tensor)}");
        }
        using IDisposable guard = no_grad();
        // copy_ returns the tensor itself, which must not be disposed of.
        foreach ((string name, Tensor tensor) in into) tensor.copy_(saved[name]);
    }

    private static string Shape(Tensor tensor)
    {
        return string.Join('×', tensor.shape);
    }
}

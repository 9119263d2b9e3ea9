using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Brings saved tensors back into those of a network and its optimiser.</summary>
internal static class SavedTensor
{
    /// <summary>Copies all of them, or, where the two do not match by name and shape, none.</summary>
    public static void Copy(IReadOnlyDictionary<string, Tensor> saved, IReadOnlyDictionary<string, Tensor> into, string path)
    {
        if (into.Keys.FirstOrDefault(name => !saved.ContainsKey(name)) is { } missing)
        {
            throw new InputException($"{path}: found no tensor '{missing}'");
        }
        if (saved.Keys.FirstOrDefault(name => !into.ContainsKey(name)) is { } unknown)
        {
            throw new InputException($"{path}: holds a tensor '{unknown}' that this network and optimizer have not");
        }
        foreach ((string name, Tensor tensor) in into)
        {
            if (saved[name].shape.AsSpan().SequenceEqual(tensor.shape)) continue;
            throw new InputException($"{path}: tensor '{name}' is {Shape(saved[name])}, expected {Shape(tensor)}");
        }
        using IDisposable guard = no_grad();
        // What copy_ gives back is the tensor itself, and so not to be disposed of.
        foreach ((string name, Tensor tensor) in into) tensor.copy_(saved[name]);
    }

    private static string Shape(Tensor tensor)
    {
        return string.Join('×', tensor.shape);
    }
}

using static TorchSharp.torch;

namespace Coterie.Tests.Shared;

/// <summary>Turns tensors into arrays, so that assertions compare and show numbers.</summary>
internal static class Tensors
{
    public static T[] ToArray<T>(this Tensor tensor)
        where T : unmanaged
    {
        using Tensor plain = tensor.detach().contiguous();
        return plain.data<T>().ToArray();
    }

    /// <summary>All weights of a module, in order.</summary>
    public static float[] Weights(this nn.Module module)
    {
        return [.. module.parameters().SelectMany(parameter => parameter.ToArray<float>())];
    }

    /// <summary>A part of a module, by name.</summary>
    public static nn.Module<Tensor, Tensor> Part(this nn.Module module, string name)
    {
        return (nn.Module<Tensor, Tensor>)module.named_modules().Single(part => part.name == name).module;
    }

    /// <summary>The numbers 0, 1, 2, … in some shape.</summary>
    public static Tensor Ramp(params long[] shape)
    {
        return arange(shape.Aggregate(1L, (product, size) => product * size), dtype: ScalarType.Float32).reshape(shape);
    }
}

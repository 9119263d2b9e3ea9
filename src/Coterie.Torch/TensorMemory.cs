using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>The memory of tensors on the processor, which torch leaves where it is.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>Where the numbers of a contiguous tensor begin.</summary>
    public static T* Of<T>(Tensor tensor)
        where T : unmanaged
    {
        if (tensor.device_type != DeviceType.CPU || !tensor.is_contiguous()) throw new ArgumentException("A tensor does not lie in one piece of this process's memory.", nameof(tensor));
        if (tensor.numel() * tensor.element_size() <= int.MaxValue) return (T*)Address(tensor);
        // A span of the whole would end at 2 GiB.
        using Tensor first = tensor.view(-1).narrow(0, 0, 1);
        return (T*)Address(first);
    }

    private static byte* Address(Tensor tensor)
    {
        fixed (byte* address = tensor.bytes) return address;
    }
}

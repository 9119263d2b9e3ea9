using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training.Cpu;

/// <summary>Gives the address of a tensor's values; torch does not move them while the tensor lives.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>The address of the first value.</summary>
    /// <exception cref="ArgumentException">The tensor is not on the processor, or not contiguous.</exception>
    public static T* Of<T>(Tensor tensor)
        where T : unmanaged
    {
        if (tensor.device_type != DeviceType.CPU || !tensor.is_contiguous())
        {
            throw new ArgumentException("The tensor is not contiguous in the processor's memory.", nameof(tensor));
        }
        if (tensor.numel() * tensor.element_size() <= int.MaxValue) return (T*)Address(tensor);
        // TorchSharp gives addresses as spans, which hold at most 2 GiB; a view of the first value has the same address.
        using Tensor first = tensor.view(-1).narrow(0, 0, 1);
        return (T*)Address(first);
    }

    private static byte* Address(Tensor tensor)
    {
        fixed (byte* address = tensor.bytes) return address;
    }
}

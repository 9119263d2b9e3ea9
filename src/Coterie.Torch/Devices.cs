using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>The devices torch can compute on here.</summary>
public static class Devices
{
    /// <summary>Finds a device.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>mps</c>.</param>
    /// <exception cref="InputException">There is no such device here.</exception>
    public static Device Find(string name)
    {
        bool isHere = name.Split(':') switch
        {
            ["cpu"] => true,
            ["mps"] => mps_is_available(),
            ["cuda"] => cuda.is_available(),
            ["cuda", string index] when int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int number) =>
                cuda.is_available() && number < cuda.device_count(),
            _ => throw new InputException($"device '{name}' is unknown, expected cpu, cuda, cuda:N or mps"),
        };
        return isHere ? new Device(name) : throw new InputException($"device '{name}' is not available here, expected cpu");
    }

    /// <summary>Checks that a device computes in a precision, and gains by it.</summary>
    /// <param name="precision">The precision.</param>
    /// <param name="device">The device's name.</param>
    /// <exception cref="InputException">It does not, or there is no such device here.</exception>
    public static void Require(Precision precision, string device)
    {
        DeviceType type = Find(device).type;
        if (precision == Precision.Float32) return;
        if (type != DeviceType.CPU) throw new InputException($"--precision bf16: found device '{device}', expected cpu");
        if (!Bfloat16.IsHere) throw new InputException("--precision bf16: found a processor without AVX512-BF16 or AMX, expected float32");
    }

    /// <summary>
    /// Sets how many threads torch computes with on the processor. Called before anything else of torch, it also makes them
    /// sleep when they have waited for a moment, where <c>OMP_WAIT_POLICY</c> does not say otherwise. Trained figures depend on
    /// the number.
    /// </summary>
    /// <param name="threads">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public static void UseThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        OpenMPWaiting.SpinBriefly();
        set_num_threads(threads);
    }
}

using System.Globalization;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>The devices that torch can compute on here, and the threads that it uses on the processor.</summary>
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
        if (isHere) return new Device(name);
        string[] devices = ["cpu", .. cuda.is_available() ? Enumerable.Range(0, cuda.device_count()).Select(k => $"cuda:{k}") : []];
        string remedy = name.StartsWith("cuda", StringComparison.Ordinal) && devices.Length == 1
            ? "; for an NVIDIA GPU, build coterie with -p:Torch=cuda, or refer to TorchSharp-cuda-linux or TorchSharp-cuda-windows"
            : "";
        throw new InputException($"device '{name}' is not available here, expected {string.Join(" or ", devices)}{remedy}");
    }

    /// <summary>
    /// Sets how many threads torch computes with on the processor. On Linux, if called before anything else of torch, it also lets waiting
    /// threads sleep after a moment unless <c>OMP_WAIT_POLICY</c> says otherwise, and makes trained weights the same at any number of
    /// threads unless <c>MKL_CBWR</c> says otherwise.
    /// </summary>
    /// <param name="threads">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public static void UseThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        TorchEnvironment.SpinBriefly();
        TorchEnvironment.RoundAlike();
        set_num_threads(threads);
    }
}

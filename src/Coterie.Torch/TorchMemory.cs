using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Recognises that torch ran out of memory.</summary>
/// <remarks>
/// TorchSharp turns every error of the native library into an <see cref="ExternalException"/> that carries the error's text and nothing
/// else: no type and no code tells a lack of memory from, say, a wrong shape. So the text is not trusted alone. It says how many bytes were
/// asked for, and torch is asked for as many again: memory ran out if it refuses once more.
/// </remarks>
public static partial class TorchMemory
{
    /// <summary>Whether an error of torch or .NET is a lack of memory.</summary>
    /// <remarks>Call it in an exception filter (<c>when</c>), while the memory in use at the error is still in use.</remarks>
    /// <param name="error">The error.</param>
    /// <param name="device">The device that was computing.</param>
    public static bool RanOut(Exception error, Device device)
    {
        if (error is OutOfMemoryException) return true;
        if (error is not ExternalException || Asked().Match(error.Message) is not { Success: true } asked) return false;
        double unit = asked.Groups["unit"].Value[0] switch { 'K' => 1L << 10, 'M' => 1L << 20, 'G' => 1L << 30, _ => 1 };
        double bytes = unit * double.Parse(asked.Groups["number"].Value, CultureInfo.InvariantCulture);
        return bytes >= long.MaxValue || Refuses((long)bytes, device);
    }

    private static bool Refuses(long bytes, Device device)
    {
        try
        {
            empty(bytes, ScalarType.Byte, device).Dispose();
            return false;
        }
        catch (ExternalException)
        {
            return true;
        }
    }

    // "you tried to allocate 4096 bytes" on the processor, "Tried to allocate 2.00 GiB" on a graphics processor.
    [GeneratedRegex(
        @"[Tt]ried to allocate (?<number>\d+(\.\d+)?) (?<unit>bytes|[KMG]i?B)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked();
}

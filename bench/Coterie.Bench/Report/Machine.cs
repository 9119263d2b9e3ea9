using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace Coterie.Bench.Report;

/// <summary>Describes this machine, as far as it matters for the measurements.</summary>
internal static partial class Machine
{
    public static SortedDictionary<string, string> Describe()
    {
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["processor"] = Processor(),
            ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["memory"] = ByteSize.Text(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes),
            ["vectors"] = $"{(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits"
                + (Avx512F.IsSupported ? ", AVX-512" : Avx2.IsSupported ? ", AVX2" : ""),
            ["system"] = RuntimeInformation.OSDescription,
        };
    }

    /// <summary>A name for files: that of the processor, with hyphens.</summary>
    public static string Name()
    {
        return NotInNames().Replace(Processor().ToLowerInvariant(), "-").Trim('-');
    }

    /// <summary>How many processes wanted to run in the last minute, on average.</summary>
    public static double? Load()
    {
        const string average = "/proc/loadavg";
        return File.Exists(average) ? double.Parse(File.ReadAllText(average).Split(' ')[0], CultureInfo.InvariantCulture) : null;
    }

    private static string Processor()
    {
        const string known = "/proc/cpuinfo";
        string architecture = RuntimeInformation.ProcessArchitecture.ToString();
        if (!File.Exists(known)) return architecture;
        Dictionary<string, string> first = File.ReadLines(known)
            .TakeWhile(line => line.Length > 0)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        if (!first.TryGetValue("model name", out string? model)) return architecture;
        return $"{model}, family {first.GetValueOrDefault("cpu family")}, model {first.GetValueOrDefault("model")}, "
            + $"{first.GetValueOrDefault("cache size")} of cache";
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInNames();
}

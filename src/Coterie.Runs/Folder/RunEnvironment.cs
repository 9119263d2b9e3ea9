using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie.Runs.Folder;

/// <summary>
/// The hardware and software with which a run was computed. A run can be continued in another environment; trained weights may then differ
/// in their last digits, because matrix products are summed in another order, but not because of the number of threads.
/// </summary>
public sealed record RunEnvironment
{
    /// <summary>How many threads worked at once.</summary>
    public int? Threads { get; init; }

    /// <summary>Where the network was trained: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>mps</c>; null if none was trained.</summary>
    public string? Device { get; init; }

    /// <summary>The kind of processor, how many cores it has, and how wide its vectors are.</summary>
    public string? Processor { get; init; }

    /// <summary>The software, name to version.</summary>
    public IReadOnlyDictionary<string, string> Software { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Members that a later version wrote.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>This process's environment.</summary>
    /// <param name="threads">How many threads work at once.</param>
    /// <param name="device">Where the network is trained; null if none is.</param>
    /// <param name="libraries">The libraries that compute the network, name to version; null if none does.</param>
    public static RunEnvironment Here(int threads, string? device = null, IReadOnlyDictionary<string, string>? libraries = null)
    {
        int vectorBits = Vector512.IsHardwareAccelerated ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : Vector128.IsHardwareAccelerated ? 128
            : 64;
        Dictionary<string, string> software = new(StringComparer.Ordinal) { ["coterie"] = VersionOf(typeof(SnapshotAnalyzer).Assembly) };
        foreach ((string name, string version) in libraries ?? ImmutableDictionary<string, string>.Empty) software.Add(name, version);
        software.Add(".NET", Environment.Version.ToString());
        software.Add("system", RuntimeInformation.RuntimeIdentifier);
        return new RunEnvironment
        {
            Threads = threads,
            Device = device,
            Processor = $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores, vectors of {vectorBits} bits",
            Software = software,
        };
    }

    /// <summary>The version of an assembly, as <see cref="Software"/> has it.</summary>
    internal static string VersionOf(Assembly assembly)
    {
        string? version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        // The part after a plus names the commit.
        return version?.Split('+')[0] ?? "";
    }
}

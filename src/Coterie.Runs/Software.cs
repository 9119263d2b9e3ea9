using System.Reflection;
using System.Runtime.InteropServices;

namespace Coterie.Runs;

/// <summary>What a run was made with.</summary>
internal static class Software
{
    public static Dictionary<string, string> Versions()
    {
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["coterie"] = VersionOf(typeof(SnapshotAnalyzer).Assembly),
            ["TorchSharp"] = VersionOf(typeof(TorchSharp.torch).Assembly),
            [".NET"] = Environment.Version.ToString(),
            ["system"] = RuntimeInformation.RuntimeIdentifier,
        };
    }

    private static string VersionOf(Assembly assembly)
    {
        string? version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        // What follows a plus names the commit; the version alone says which release it is.
        return version?.Split('+')[0] ?? "";
    }
}

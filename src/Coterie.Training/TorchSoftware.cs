using Coterie.Runs.Folder;

namespace Coterie.Training;

/// <summary>What a run says of the TorchSharp that computed it.</summary>
internal static class TorchSoftware
{
    /// <summary>This process's environment.</summary>
    /// <param name="threads">How many threads work at once.</param>
    /// <param name="device">Where the network is trained.</param>
    public static RunEnvironment Environment(int threads, string device)
    {
        string version = RunEnvironment.VersionOf(typeof(TorchSharp.torch).Assembly);
        return RunEnvironment.Here(threads, device, new Dictionary<string, string>(StringComparer.Ordinal) { ["TorchSharp"] = version });
    }
}

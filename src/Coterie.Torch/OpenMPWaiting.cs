using System.Runtime.InteropServices;

namespace Coterie.Torch;

/// <summary>
/// How torch's threads wait for each other. By default they spin for milliseconds, which on a machine with other work takes the
/// processor from the very thread that is waited for: with one core of two busy, an epoch took five times as long and more. Not
/// to spin at all costs a sleep and a wake-up at each of the hundreds of operations of a training step.
/// </summary>
internal static partial class OpenMPWaiting
{
    // Some microseconds: longer than between two operations of a step, shorter than a wake-up.
    private const string Turns = "4000";

    /// <summary>Lets them spin for a moment, then sleep, unless the user has chosen; of effect only before torch's libraries are loaded.</summary>
    public static void SpinBriefly()
    {
        // The library reads the environment of C, which that of .NET does not reach.
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null) return;
        _ = SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
        _ = SetEnvironment("GOMP_SPINCOUNT", Turns, overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}

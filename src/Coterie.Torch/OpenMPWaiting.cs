using System.Runtime.InteropServices;

namespace Coterie.Torch;

/// <summary>
/// Sets how torch's threads (OpenMP's) wait for each other. By default they spin for milliseconds, which on a machine with other work takes
/// the processor from the thread that is waited for. Measured with another process on one of two cores: a training epoch takes 5 times as
/// long and more by default as with a short spin. Without any spin it takes 1.05 times as long on an idle machine, because of a sleep and
/// a wake-up at each of the hundreds of operations of a step.
/// </summary>
internal static partial class OpenMPWaiting
{
    // Some microseconds: longer than the time between two operations of a step, shorter than a wake-up.
    private const string SpinCount = "4000";

    /// <summary>
    /// Lets waiting threads spin for a moment, then sleep, unless the user has set <c>OMP_WAIT_POLICY</c>. It has an effect only before
    /// torch's libraries are loaded, and only on Linux.
    /// </summary>
    public static void SpinBriefly()
    {
        // The library reads the environment of the C library, which .NET's SetEnvironmentVariable does not change.
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null) return;
        _ = SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
        _ = SetEnvironment("GOMP_SPINCOUNT", SpinCount, overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}

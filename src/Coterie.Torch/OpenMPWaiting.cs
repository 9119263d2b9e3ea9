using System.Runtime.InteropServices;

namespace Coterie.Torch;

/// <summary>
/// How torch's threads wait for each other. By default they spin, which on a machine with other work takes the processor from
/// the very thread that is waited for: with one core of two busy, an epoch took five times as long and more.
/// </summary>
internal static partial class OpenMPWaiting
{
    /// <summary>Lets them sleep, unless the user has chosen; of effect only before torch's libraries are loaded.</summary>
    public static void BePassive()
    {
        // The library reads the environment of C, which that of .NET does not reach.
        if (OperatingSystem.IsLinux()) _ = SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}

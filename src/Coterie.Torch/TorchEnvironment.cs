using System.Runtime.InteropServices;

namespace Coterie.Torch;

/// <summary>
/// Sets the environment variables that torch's libraries read when they are loaded, unless the user has set them. Only on Linux, and only
/// before anything else of torch is used.
/// </summary>
internal static partial class TorchEnvironment
{
    /// <summary>
    /// Lets OpenMP's threads wait for each other for some microseconds, then sleep: longer than the time between two operations of a
    /// training step, shorter than a wake-up. By default they spin for milliseconds, which on a machine with other work takes the processor
    /// from the thread that is waited for. Measured with another process on one of two cores: a training epoch takes 5 times as long and
    /// more by default as with a short spin. Without any spin it takes 1.05 times as long on an idle machine.
    /// </summary>
    public static void SpinBriefly()
    {
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null) return;
        Set("OMP_WAIT_POLICY", "PASSIVE");
        Set("GOMP_SPINCOUNT", "4000");
    }

    /// <summary>
    /// Lets MKL round a matrix product alike at any number of threads, so that trained weights do not depend on it. By default MKL shares
    /// out the terms of a long sum. Measured on a processor with AVX2: an epoch takes as long as without.
    /// </summary>
    public static void RoundAlike() => Set("MKL_CBWR", "AVX2,STRICT");

    // The libraries read the environment of the C library, which .NET's SetEnvironmentVariable does not change.
    private static void Set(string name, string value)
    {
        if (OperatingSystem.IsLinux()) _ = SetEnvironment(name, value, overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}

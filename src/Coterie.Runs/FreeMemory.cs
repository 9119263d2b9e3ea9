namespace Coterie.Runs;

/// <summary>How much memory is free on this machine.</summary>
public static class FreeMemory
{
    /// <summary>Settings of an analysis that may take half of what is free now, where they set no limit.</summary>
    internal static AnalysisSettings Limit(AnalysisSettings settings)
    {
        return settings.Memory < long.MaxValue ? settings : settings with { Memory = Bytes() / 2 };
    }

    /// <summary>The bytes that can be used without swapping other programs out.</summary>
    public static long Bytes()
    {
        const string linux = "/proc/meminfo";
        GCMemoryInfo info = GC.GetGCMemoryInfo();
        long limit = info.TotalAvailableMemoryBytes;
        if (!File.Exists(linux)) return limit - info.MemoryLoadBytes;
        string? available = File.ReadLines(linux).FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        // A container may be allowed less than the machine has.
        return available is null
            ? limit
            : Math.Min(limit, long.Parse(available.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024);
    }
}

using System.Globalization;

namespace Coterie.Bench.Dumps;

/// <summary>
/// The most memory of its own that the process held since this was made, looked at twenty times a second: without the pages of mapped
/// files, which the system takes back when it needs them. Linux only; 0 elsewhere.
/// </summary>
internal sealed class PeakMemory : IDisposable
{
    private const string Status = "/proc/self/status";
    private readonly Timer timer;
    private long peak;

    public PeakMemory() => timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));

    public long Bytes => Interlocked.Read(ref peak);

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        if (!File.Exists(Status)) return;
        string line = File.ReadLines(Status).First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        long now = 1024 * long.Parse(line.AsSpan("RssAnon:".Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);
        if (now > Interlocked.Read(ref peak)) Interlocked.Exchange(ref peak, now);
    }
}

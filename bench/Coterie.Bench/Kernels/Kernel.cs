namespace Coterie.Bench.Kernels;

/// <summary>A kernel and its scalar twin, which computes the same result with the simplest code.</summary>
/// <param name="Name">What it computes.</param>
/// <param name="Fast">Coterie's code.</param>
/// <param name="Twin">The simple code.</param>
/// <param name="Limit">
/// The highest allowed ratio of the kernel's time to the twin's. It is several times the measured ratio, so that only a kernel that became
/// several times slower exceeds it; both run in one process, so the speed of the machine does not matter.
/// </param>
public sealed record Kernel(string Name, Action Fast, Action Twin, double Limit)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        return Name;
    }
}

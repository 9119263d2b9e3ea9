namespace Coterie.Bench.Kernels;

/// <summary>A kernel beside its scalar twin: the same result by the plainest code.</summary>
/// <param name="Name">What it computes.</param>
/// <param name="Fast">Coterie's way.</param>
/// <param name="Twin">The plain way.</param>
/// <param name="Limit">
/// The most times the twin's time that the kernel may take. Several times what was measured, so that only a kernel that became
/// several times slower goes over it; both run in one process, so that no machine is too slow.
/// </param>
public sealed record Kernel(string Name, Action Fast, Action Twin, double Limit)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        return Name;
    }
}

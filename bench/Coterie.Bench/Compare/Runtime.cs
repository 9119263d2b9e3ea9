namespace Coterie.Bench.Compare;

/// <summary>The program that a worker runs in.</summary>
internal enum Runtime
{
    /// <summary>This program.</summary>
    Coterie,

    /// <summary>Python, with <c>worker.py</c>.</summary>
    Python,
}

using Coterie.Sweeps.Folder;
using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Engines;

/// <summary>What an engine is asked to do.</summary>
/// <param name="Folder">The folder of the sweep, ready for its runs.</param>
/// <param name="Runs">The runs to do, in this order.</param>
public sealed record SweepWork(SweepFolder Folder, IReadOnlyList<PlannedRun> Runs)
{
    /// <summary>The most runs at once; null for as many as fit.</summary>
    public int? AtOnce { get; init; }

    /// <summary>The most memory that a run takes, in bytes; null where not known.</summary>
    public long? Memory { get; init; }

    /// <summary>The seconds that all runs take if one follows the other; null where not known.</summary>
    public double? Seconds { get; init; }
}

using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Paper;

/// <summary>The measured runs of one of the paper's studies, with one choice of S and R, which the paper does not give.</summary>
public sealed record StudyRuns
{
    /// <summary>The preset.</summary>
    public required string Study { get; init; }

    /// <summary>Whether the labels were permuted: a control with nothing to learn.</summary>
    public required bool MixedLabels { get; init; }

    /// <summary>The settings of the first seed; null where they are not known.</summary>
    public StudyDocument? Settings { get; init; }

    /// <summary>The images; null where they are not known.</summary>
    public DataSummary? Images { get; init; }

    /// <summary>At most how many neurons represent a class: S.</summary>
    public required int Top { get; init; }

    /// <summary>Into how many bins activations are counted: R.</summary>
    public required int Bins { get; init; }

    /// <summary>For each seed all snapshots, from the untrained network on.</summary>
    public required IReadOnlyList<IReadOnlyList<Snapshot>> Formation { get; init; }

    /// <summary>
    /// For each seed the paper's snapshots, at evenly spaced epochs, in order; at least one seed and one snapshot, and the same snapshots
    /// for every seed.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<Snapshot>> Seeds { get; init; }
}

namespace Coterie.Runs.Results;

/// <summary>
/// Correlations over all snapshots of a study from the untrained network on, with the accuracies of the network as it is at each snapshot.
/// </summary>
/// <typeparam name="TCorrelation">The correlations of one run, or of several seeds.</typeparam>
/// <param name="Range">Over which snapshots.</param>
/// <param name="Correlations">Every measure against every such accuracy.</param>
public sealed record Formation<TCorrelation>(SnapshotRange Range, IReadOnlyList<TCorrelation> Correlations);

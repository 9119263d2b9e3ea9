namespace Coterie.Explorer.Documents;

/// <summary>A finished snapshot of a run.</summary>
/// <param name="Number">Its number; 0 is the untrained network.</param>
/// <param name="Epoch">After how many epochs it was taken.</param>
/// <param name="Step">After how many training steps; null where not known.</param>
internal sealed record RunSnapshot(int Number, double Epoch, long? Step);

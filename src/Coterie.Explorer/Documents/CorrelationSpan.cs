namespace Coterie.Explorer.Documents;

/// <summary>Over which snapshots a correlation is.</summary>
internal enum CorrelationSpan
{
    /// <summary>Those of the paper, evenly spaced; of a run that is no study, all.</summary>
    Epochs,

    /// <summary>All from the untrained network on.</summary>
    Formation,
}

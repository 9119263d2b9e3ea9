namespace Coterie.Explorer.Documents;

/// <summary>The correlation of a measure with an accuracy over snapshots.</summary>
internal sealed record MeasureCorrelation
{
    /// <summary>Index of the layer; null for the whole model.</summary>
    public int? Layer { get; init; }

    /// <summary>The class; null for all.</summary>
    public int? Class { get; init; }

    /// <summary>The measure's family.</summary>
    public required string Measure { get; init; }

    /// <summary>Its form; empty where there is one only.</summary>
    public required string Variant { get; init; }

    /// <summary>Which accuracy.</summary>
    public AccuracyKind Against { get; init; }

    /// <summary>Over which snapshots.</summary>
    public CorrelationSpan Over { get; init; }

    /// <summary>Over how many snapshots.</summary>
    public int Snapshots { get; init; }

    /// <summary>Pearson's coefficient; null where a series is constant or too short.</summary>
    public double? Pearson { get; init; }

    /// <summary>Spearman's; null where Pearson's is.</summary>
    public double? Spearman { get; init; }
}

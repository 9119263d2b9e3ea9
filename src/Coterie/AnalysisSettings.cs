namespace Coterie;

/// <summary>The choices of an analysis that the paper leaves open, at the defaults of the design.</summary>
public sealed record AnalysisSettings
{
    /// <summary>At most how many neurons represent a class: S.</summary>
    public int Top { get; init; } = 50;

    /// <summary>Into how many bins activations are counted for entropy: R.</summary>
    public int Bins { get; init; } = 50;

    /// <summary>Gephi's resolution r, which is Reichardt and Bornholdt's γ = 1/r; smaller means smaller communities.</summary>
    public double Resolution { get; init; } = 0.5;

    /// <summary>Decides every random choice of the community methods.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many threads work at once; no figure depends on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The bytes of memory that an analysis may take; no figure depends on it.</summary>
    public long Memory { get; init; } = long.MaxValue;
}

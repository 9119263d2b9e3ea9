using System.Text.Json.Serialization;

namespace Coterie;

/// <summary>The choices of an analysis that the paper leaves open, at the defaults of the design.</summary>
public sealed record AnalysisSettings
{
    /// <summary>At most how many neurons represent a class: S.</summary>
    public int Top { get; init; } = 50;

    /// <summary>Into how many bins activations are counted for entropy: R.</summary>
    public int Bins { get; init; } = 50;

    /// <summary>The resolution γ of Reichardt and Bornholdt, which is 1/r of Gephi's r; larger means smaller communities.</summary>
    public double Gamma { get; init; } = 2;

    /// <summary>Decides every random choice of the community methods.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many threads work at once; no figure depends on it.</summary>
    [JsonIgnore]
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The bytes of memory that an analysis may take; no figure depends on it.</summary>
    [JsonIgnore]
    public long Memory { get; init; } = long.MaxValue;
}

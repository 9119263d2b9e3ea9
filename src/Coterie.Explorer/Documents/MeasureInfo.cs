using Coterie.Measures;

namespace Coterie.Explorer.Documents;

/// <summary>What the catalogue says of a measure.</summary>
internal sealed record MeasureInfo
{
    /// <summary>The measure's family.</summary>
    public required string Measure { get; init; }

    /// <summary>Its form; empty where there is one only.</summary>
    public required string Variant { get; init; }

    /// <summary>The name for people to read.</summary>
    public required string Title { get; init; }

    /// <summary>What it is; empty for a measure that this version does not know.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its unit.</summary>
    public MeasureUnit Unit { get; init; } = MeasureUnit.Amount;

    /// <summary>Whether it needs no graph of the neurons.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>The measure of the network that the null model's is compared with; null for a measure of the network itself.</summary>
    public ComparedMeasure? Of { get; init; }

    /// <summary>What the catalogue says; the name alone where it has no such measure.</summary>
    /// <param name="key">The measure; its layer and class do not matter.</param>
    public static MeasureInfo For(MeasureKey key)
    {
        Measure? known = Catalogue.All.FirstOrDefault(measure => measure.Family == key.Measure && measure.Variant == key.Variant);
        if (known is null) return new MeasureInfo { Measure = key.Measure, Variant = key.Variant, Title = key.Name };
        return new MeasureInfo
        {
            Measure = known.Family,
            Variant = known.Variant,
            Title = known.Title,
            Description = known.Description,
            Unit = known.Unit,
            IsBaseline = known.IsBaseline,
            Of = known.ComparedWith is { } real ? new ComparedMeasure(real.Measure, real.Variant) : null,
        };
    }
}

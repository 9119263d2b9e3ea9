namespace Coterie.Measures;

/// <summary>
/// One measure: its name, what it means, and how it is taken from an analysis. It has a function for each scope in which it exists: the
/// model, a class of the model, a layer, a class in a layer, a neuron. <see cref="Catalogue"/> lists all measures.
/// </summary>
/// <param name="Family">The measure's name in camel case, such as <c>modularity</c>; the column <c>measure</c> of tables.</param>
/// <param name="Variant">Which form of it, such as <c>weightedOverlap</c>; empty where there is one only.</param>
/// <param name="Title">The name for people to read.</param>
/// <param name="Description">What it is, with its source, in one line.</param>
/// <param name="Unit">Its unit.</param>
public sealed record Measure(string Family, string Variant, string Title, string Description, MeasureUnit Unit)
{
    /// <summary>The value of a model; null if the measure has none.</summary>
    public Func<SnapshotAnalysis, double?>? OfModel { get; init; }

    /// <summary>The value of a model over the samples of one class.</summary>
    public Func<SnapshotAnalysis, int, double?>? OfModelClass { get; init; }

    /// <summary>The value of a layer.</summary>
    public Func<LayerAnalysis, double?>? OfLayer { get; init; }

    /// <summary>The value of a layer for one class.</summary>
    public Func<LayerAnalysis, int, double?>? OfLayerClass { get; init; }

    /// <summary>The value of one neuron of a layer.</summary>
    public Func<LayerAnalysis, int, double?>? OfNeuron { get; init; }

    /// <summary>The heading of its column in the terminal's tables; empty if it has no column there.</summary>
    public string Heading { get; init; } = Title;

    /// <summary>
    /// Whether it needs no graph of the neurons, so that it shows what a measure of communities has to beat: accuracies, and measures of
    /// other authors.
    /// </summary>
    public bool IsBaseline { get; init; }

    /// <summary>
    /// Whether it compares the layer with a null model of structure. There are many of these, so tables for people leave them out.
    /// </summary>
    public bool IsOfNull => ComparedWith is not null;

    /// <summary>The network's own measure, without layer and class, that this is of a null model; null if it is of the network.</summary>
    public MeasureKey? ComparedWith { get; init; }

    /// <summary>The table of Mostafa and Mondal (arXiv:2106.04693) that correlates it with accuracy; null for none.</summary>
    public int? PaperTable { get; init; }
}

using System.Text.Json;
using Coterie.Runs.Folder;

namespace Coterie.Explorer.Documents;

/// <summary>A run: what it is, and every value of it over the snapshots.</summary>
internal sealed record RunDocument
{
    /// <summary>The version of the documents.</summary>
    public int Version { get; } = 1;

    /// <summary>The run's id, see <see cref="RunSummary.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of run it is, such as <c>study</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The preset a study began from; null where there is none.</summary>
    public string? Preset { get; init; }

    /// <summary>Whether it is running, stopped or complete.</summary>
    public RunStatus Status { get; init; }

    /// <summary>The settings as <c>run.json</c> has them.</summary>
    public JsonElement Settings { get; init; }

    /// <summary>The network; null where not known.</summary>
    public string? Network { get; init; }

    /// <summary>The seed; null where not known.</summary>
    public int? Seed { get; init; }

    /// <summary>The ids of all seeds of the same study, this one included, in order; empty where there is one.</summary>
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>The names of the classes; their numbers where names are not known.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The layers.</summary>
    public required IReadOnlyList<RunLayer> Layers { get; init; }

    /// <summary>The finished snapshots.</summary>
    public required IReadOnlyList<RunSnapshot> Snapshots { get; init; }

    /// <summary>What the catalogue says of each measure that a series has.</summary>
    public required IReadOnlyList<MeasureInfo> Measures { get; init; }

    /// <summary>Every measure over the snapshots.</summary>
    public required IReadOnlyList<MeasureSeries> Series { get; init; }

    /// <summary>The measures of single neurons.</summary>
    public required IReadOnlyList<NeuronMeasure> NeuronMeasures { get; init; }

    /// <summary>Measures against accuracies.</summary>
    public required IReadOnlyList<MeasureCorrelation<double?>> Correlations { get; init; }

    /// <summary>The community methods that the run applied, such as <c>louvain</c>.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>What the run answers: about its model, then about each layer.</summary>
    public IReadOnlyList<AnswerGroup> Answers { get; init; } = [];

    /// <summary>What was said of the data and of how they were read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

using System.Text.Json.Serialization;

namespace Coterie.Runs.Ranking;

/// <summary>A network that is ranked: the last snapshot of a finished run.</summary>
/// <param name="Path">Its run folder.</param>
/// <param name="Last">Its last snapshot.</param>
/// <param name="Settings">Every setting of the run by its path in <c>run.json</c>, such as <c>training.dropout</c>, as JSON.</param>
public sealed record RankedNetwork(
    string Path, [property: JsonIgnore] Snapshot Last, [property: JsonIgnore] IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>How accurate it is.</summary>
    public Accuracies Accuracy => Last.Accuracy;
}

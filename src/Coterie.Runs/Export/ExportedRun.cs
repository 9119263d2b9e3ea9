using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Export;

/// <summary>A run that is exported, finished or as far as it has got, and which layers and snapshots of it.</summary>
public sealed class ExportedRun
{
    private readonly Dictionary<string, LayerCommunities> communities = new(StringComparer.Ordinal);

    /// <summary>Exports a run whose results are read already.</summary>
    /// <param name="reader">The run.</param>
    /// <param name="results">Its results, as <see cref="RunResults.Of(RunReader)"/> reads them; one snapshot or more.</param>
    /// <exception cref="InputException">The run has no finished snapshot.</exception>
    public ExportedRun(RunReader reader, RunResults results)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(results);
        if (results.Snapshots.Count == 0)
        {
            throw new InputException($"{reader.Path}: found no finished snapshot yet, expected one or more; export it later");
        }
        Reader = reader;
        Results = results;
        Positions = new RunPositions(reader);
        Layers = [.. results.Snapshots[^1].Layers.Select(layer => layer.Name)];
    }

    /// <summary>The layers to export, where the format is of layers.</summary>
    public IReadOnlyList<string> Layers { get; init; }

    /// <summary>
    /// The snapshots to export, ascending, where the format is of layers; null for the format's own choice: the last one in GraphML, all
    /// in GEXF.
    /// </summary>
    public IReadOnlyList<Snapshot>? Chosen { get; init; }

    internal RunReader Reader { get; }

    internal RunResults Results { get; }

    /// <summary>Where to draw the neurons.</summary>
    internal RunPositions Positions { get; }

    /// <summary>Every snapshot of the run.</summary>
    internal IReadOnlyList<Snapshot> Snapshots => Results.Snapshots;

    /// <summary>The classes' names; null where not known.</summary>
    internal IReadOnlyList<string>? ClassNames => Results.Data?.Classes;

    /// <summary>The index of a snapshot among all of the run.</summary>
    internal int IndexOf(Snapshot snapshot) => Array.FindIndex([.. Snapshots], known => known.Number == snapshot.Number);

    /// <summary>The communities of a layer over all snapshots, whichever are exported, so that their names are those of the run.</summary>
    internal LayerCommunities CommunitiesOf(string layer)
    {
        if (!communities.TryGetValue(layer, out LayerCommunities? found))
        {
            communities.Add(layer, found = LayerCommunities.Of(Snapshots, layer));
        }
        return found;
    }

    /// <summary>The entry of a snapshot in the manifest.</summary>
    internal SnapshotEntry EntryOf(Snapshot snapshot) => Reader.Manifest.Snapshots.First(entry => entry.Snapshot == snapshot.Number);

    /// <summary>The rows of a table of every snapshot, one snapshot after the other.</summary>
    internal IEnumerable<TRow> RowsOf<TRow>(Func<SnapshotEntry, IReadOnlyList<TRow>> read) => Snapshots.SelectMany(s => read(EntryOf(s)));

    /// <summary>Reads a run to export all of it.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="InputException">It has no finished snapshot, or a file is missing or damaged.</exception>
    public static ExportedRun Of(RunReader run) => new(run, RunResults.Of(run));
}

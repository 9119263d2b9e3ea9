using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Runs.Tables;

namespace Coterie.Cli.Views;

/// <summary>A run that is shown: its finished snapshots, and what a person may name in it.</summary>
internal sealed class ShownRun
{
    private readonly Dictionary<string, LayerCommunities> communities = new(StringComparer.Ordinal);

    private ShownRun(RunReader reader)
    {
        Reader = reader;
        Results = RunResults.Of(reader);
        Names = new ClassNames(Results.Data?.Classes);
    }

    public RunReader Reader { get; }

    /// <summary>The run folder.</summary>
    public string Path => Reader.Path;

    public RunResults Results { get; }

    public IReadOnlyList<Snapshot> Snapshots => Results.Snapshots;

    public ClassNames Names { get; }

    /// <summary>What the run is and how far it has got.</summary>
    public string Title
    {
        get
        {
            string status = Reader.Manifest.Status switch
            {
                RunStatus.Complete => "complete",
                RunStatus.Stopped => "stopped, the same command goes on",
                _ => "still being written, or killed",
            };
            return $"{Path}: {Results.Preset ?? Reader.Manifest.Identity.Kind}, {Snapshots.Count} snapshots, {status}";
        }
    }

    /// <summary>Opens a run that has a finished snapshot.</summary>
    /// <exception cref="InputException">There is no run, none of its snapshots is finished, or a file is damaged.</exception>
    public static ShownRun Open(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"{folder}: found no such folder, expected a run");
        if (!File.Exists(System.IO.Path.Combine(folder, RunFiles.Manifest)))
        {
            throw new InputException($"{folder}: found no {RunFiles.Manifest}, expected the folder of a run");
        }
        RunReader reader = RunReader.Open(folder);
        if (reader.Manifest.Snapshots.Count == 0)
        {
            throw new InputException($"{folder}: found no finished snapshot yet, expected one or more");
        }
        return new ShownRun(reader);
    }

    /// <summary>The communities of a layer over all snapshots.</summary>
    public LayerCommunities CommunitiesOf(string layer)
    {
        if (!communities.TryGetValue(layer, out LayerCommunities? found))
        {
            communities.Add(layer, found = LayerCommunities.Of(Snapshots, layer));
        }
        return found;
    }

    /// <summary>The neurons of a layer in a snapshot, in order.</summary>
    public IReadOnlyList<NeuronRow> NeuronsOf(string layer, int snapshot)
    {
        return [.. Reader.ReadNeurons(Reader.Manifest.Snapshots[snapshot]).Where(row => row.Layer == layer).OrderBy(row => row.Neuron)];
    }

    /// <summary>The snapshots that <c>A</c> or <c>A..B</c> names, as indices; the last twice where nothing is named.</summary>
    /// <exception cref="InputException">There is no such snapshot.</exception>
    public (int From, int To) Range(string? text)
    {
        if (text is null) return (Snapshots.Count - 1, Snapshots.Count - 1);
        string[] ends = text.Split("..");
        int[] found = [.. ends.Select(end => Choice.Number(end) is { } number ? IndexOf(number) : -1)];
        if (found.Length <= 2 && !found.Contains(-1)) return (found[0], found[^1]);
        string known = Choice.Ranges([.. Snapshots.Select(snapshot => snapshot.Number)]);
        throw new InputException($"--snapshot: found '{text}', expected one or two (A..B) of the run's snapshots {known}");

        int IndexOf(int number) => Array.FindIndex([.. Snapshots], snapshot => snapshot.Number == number);
    }

    /// <summary>The snapshots of a history, as indices: all, where nothing is named.</summary>
    /// <exception cref="InputException">There is no such snapshot.</exception>
    public (int From, int To) History(string? text)
    {
        if (text is null) return (0, Snapshots.Count - 1);
        (int from, int to) = Range(text);
        return (Math.Min(from, to), Math.Max(from, to));
    }

    /// <summary>The layer that a person names, by its name or its number from 1; all layers where none is named.</summary>
    /// <exception cref="InputException">There is no such layer.</exception>
    public IReadOnlyList<string> Layers(string? text)
    {
        string[] names = [.. Snapshots[^1].Layers.Select(layer => layer.Name)];
        if (text is null) return names;
        int named = Choice.IndexOf(names, text);
        int index = named >= 0 ? named : (Choice.Number(text) ?? 0) - 1;
        if (index >= 0 && index < names.Length) return [names[index]];
        string known = NameMatching.Nearest([.. names.Select(name => Printable.Name(name, 40))], text);
        throw new InputException($"--layer: found '{text}', expected one of {known}, or 1 to {names.Length}");
    }

    /// <summary>Those of some layers that have a neuron.</summary>
    /// <exception cref="InputException">None has it.</exception>
    public IReadOnlyList<string> LayersWith(int neuron, IReadOnlyList<string> layers)
    {
        LayerStructure[] asked = [.. Snapshots[^1].Layers.Where(layer => layers.Contains(layer.Name, StringComparer.Ordinal))];
        string[] wide = [.. asked.Where(layer => neuron < layer.Neurons).Select(layer => layer.Name)];
        if (wide.Length > 0) return wide;
        string known = Choice.List(asked.Select(layer => $"0 to {layer.Neurons - 1} in {Printable.Name(layer.Name, 40)}"));
        throw new InputException($"--neuron: found {neuron}, expected one of {known}");
    }

    /// <summary>The class that a person names, by its name or its number.</summary>
    /// <exception cref="InputException">There is no such class.</exception>
    public int Class(string text) => ClassChoice.Find(text, Snapshots[^1].Classes, Results.Data?.Classes);
}

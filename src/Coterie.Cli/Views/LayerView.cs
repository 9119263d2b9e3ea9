using Coterie.Runs;
using Coterie.Runs.Results;

namespace Coterie.Cli.Views;

/// <summary>A layer in a snapshot: its communities class by class, all its dead neurons, and more pairs of classes.</summary>
internal static class LayerView
{
    private const int PairsShown = 10;
    private const int ClassesShown = 40;

    public static void Write(Terminal terminal, ShownRun run, IReadOnlyList<string> layers, int index)
    {
        // The past of the run up to the snapshot.
        Snapshot[] until = [.. run.Snapshots.Take(index + 1)];
        RunAnswers answers = RunAnswers.Of(until);
        foreach (LayerAnswers layer in answers.Layers.Where(layer => layers.Contains(layer.Name, StringComparer.Ordinal)))
        {
            AnswerLines.WriteLayer(terminal, until, layer, run.Names);
            LabelledLines lines = new(terminal, most: 12);
            lines.Write("more pairs", [.. AnswerWords.Pairs(layer, run.Names, PairsShown).Skip(3).DefaultIfEmpty("none")]);
            WriteCommunities(terminal, run, layer, index);
        }
    }

    private static void WriteCommunities(Terminal terminal, ShownRun run, LayerAnswers layer, int index)
    {
        IReadOnlyList<CommunityClasses> communities = layer.Communities;
        if (communities.Count == 0) return;
        // The names of communities are those of the whole run, which more snapshots never change.
        LayerCommunities history = run.CommunitiesOf(layer.Name);
        int classes = communities[0].Counts.Count;
        if (classes <= ClassesShown)
        {
            terminal.Line($"\n{Moments.Of(run.Snapshots[index])}: how many representatives of each class are in each community");
            foreach (Spectre.Console.Table table in Tables.Split(
                "",
                ("", [.. communities.Select(community => community.Track.Name)]),
                [
                    ("neurons", [.. communities.Select(community => $"{community.Neurons.Count}")]),
                    .. Enumerable.Range(0, classes).Select(i => (
                        run.Names[i],
                        (string[])[.. communities.Select(community => community.Counts[i] == 0 ? "·" : $"{community.Counts[i]}")])),
                ],
                terminal.Output.Profile.Width))
            {
                terminal.Output.Write(table);
            }
        }
        LabelledLines lines = new(terminal);
        foreach (CommunityClasses community in communities)
        {
            lines.Write(community.Track.Name, Lives.Of(history.Tracks.Tracks[community.Track.Number], history, run.Snapshots));
        }
    }
}

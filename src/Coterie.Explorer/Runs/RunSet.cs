using Coterie.Data;
using Coterie.Explorer.Documents;
using Coterie.Runs.Folder;

namespace Coterie.Explorer.Runs;

/// <summary>The runs of a folder at one moment, and which of them are seeds of the same study.</summary>
internal sealed class RunSet
{
    private readonly Dictionary<string, FoundRun> byId;
    private readonly Dictionary<string, IReadOnlyList<FoundRun>> seeds = new(StringComparer.Ordinal);

    /// <summary>Takes runs.</summary>
    /// <param name="runs">The runs; their ids are distinct.</param>
    public RunSet(IEnumerable<FoundRun> runs)
    {
        Runs = [.. runs.OrderBy(run => run.Id, NaturalOrder.Instance)];
        byId = Runs.ToDictionary(run => run.Id, StringComparer.Ordinal);
        IEnumerable<IGrouping<(string?, string), FoundRun>> studies = Runs
            .Where(run => run.Study is not null && SeedFolder.SeedOf(run.Path) is not null)
            .GroupBy(run => (Path.GetDirectoryName(run.Path), run.Study!));
        foreach (IGrouping<(string?, string), FoundRun> study in studies)
        {
            FoundRun[] ordered = [.. study.OrderBy(run => SeedFolder.SeedOf(run.Path))];
            if (ordered.Length == 1) continue;
            foreach (FoundRun run in ordered) seeds.Add(run.Id, ordered);
        }
    }

    /// <summary>The runs, by id.</summary>
    public IReadOnlyList<FoundRun> Runs { get; }

    /// <summary>The list of runs.</summary>
    public RunList List => new([.. Runs.AsParallel().AsOrdered().Select(run => run.Summary with { Group = GroupOf(run) })]);

    /// <summary>The run with an id; null where there is none.</summary>
    /// <param name="id">The id.</param>
    public FoundRun? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The runs of all seeds of the same study as a run, itself included; empty where it has no other.</summary>
    /// <param name="run">The run.</param>
    public IReadOnlyList<FoundRun> SeedsOf(FoundRun run) => seeds.GetValueOrDefault(run.Id, []);

    // The folder of all seeds; the folder that is shown has no id of its own.
    private string? GroupOf(FoundRun run)
    {
        if (!seeds.ContainsKey(run.Id)) return null;
        int end = run.Id.LastIndexOf('/');
        return end < 0 ? "." : run.Id[..end];
    }
}

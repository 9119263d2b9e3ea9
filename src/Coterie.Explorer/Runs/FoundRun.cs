using System.Text.Json.Nodes;
using Coterie.Data;
using Coterie.Explorer.Documents;
using Coterie.Runs.Folder;

namespace Coterie.Explorer.Runs;

/// <summary>A run in a folder of runs, as its manifest was at one moment.</summary>
internal sealed class FoundRun
{
    private readonly Lazy<RunSummary> summary;

    private FoundRun(string path, string id, FileStamp stamp, RunReader? reader, string? problem)
    {
        Path = path;
        Id = id;
        Stamp = stamp;
        Reader = reader;
        Problem = problem;
        Study = reader is null ? null : StudyOf(reader.Manifest.Identity);
        summary = new(MakeSummary);
    }

    /// <summary>The run folder.</summary>
    public string Path { get; }

    /// <summary>Names the run in addresses.</summary>
    public string Id { get; }

    /// <summary>What tells whether its manifest has changed.</summary>
    public FileStamp Stamp { get; }

    /// <summary>Reads it; null where its manifest cannot be read.</summary>
    public RunReader? Reader { get; }

    /// <summary>Why its manifest cannot be read; null where it can.</summary>
    public string? Problem { get; }

    /// <summary>What it has in common with the runs of other seeds of its study; null for a run without a seed.</summary>
    public string? Study { get; }

    /// <summary>Its entry in the list of runs, without its group.</summary>
    public RunSummary Summary => summary.Value;

    /// <summary>Opens a run; one that cannot be read has a <see cref="Problem"/>.</summary>
    /// <param name="path">The run folder.</param>
    /// <param name="id">Its id.</param>
    /// <param name="stamp">The stamp of its manifest.</param>
    public static FoundRun Open(string path, string id, FileStamp stamp)
    {
        try
        {
            return new FoundRun(path, id, stamp, RunReader.Open(path), problem: null);
        }
        catch (Exception e) when (e is InputException || FileErrors.Is(e))
        {
            return new FoundRun(path, id, stamp, reader: null, e.Message.ReplaceLineEndings(" "));
        }
    }

    private RunSummary MakeSummary()
    {
        if (Reader is null) return RunSummaries.OfUnreadable(Id, Stamp.Changed, Problem!);
        try
        {
            return RunSummaries.Of(Reader, Id, Stamp.Changed);
        }
        catch (InputException e)
        {
            return RunSummaries.OfUnreadable(Id, Stamp.Changed, e.Message);
        }
    }

    private static string? StudyOf(RunIdentity identity)
    {
        // Only a study is repeated with several seeds.
        if (identity.Kind != "study" || JsonNode.Parse(identity.Settings.GetRawText()) is not JsonObject settings) return null;
        foreach (JsonObject part in settings.Select(member => member.Value).OfType<JsonObject>()) part.Remove("seed");
        return $"{identity.Preset}\n{settings.ToJsonString()}";
    }
}

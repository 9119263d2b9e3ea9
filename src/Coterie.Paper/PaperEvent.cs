using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Studies;

namespace Coterie.Paper;

/// <summary>What the paper's evaluation tells while it runs.</summary>
public abstract record PaperEvent
{
    /// <summary>A study is taken up; it may be finished already.</summary>
    /// <param name="Study">The study.</param>
    /// <param name="Folder">Its run folder.</param>
    public sealed record Begun(Study Study, string Folder) : PaperEvent;

    /// <summary>A study's images are loaded, and it is about to run.</summary>
    /// <param name="Study">The study.</param>
    /// <param name="Images">The images.</param>
    /// <param name="Folder">Its run folder.</param>
    public sealed record Loaded(Study Study, DataSet Images, string Folder) : PaperEvent;

    /// <summary>Something happened in the study that runs.</summary>
    /// <param name="Happened">What.</param>
    public sealed record Studied(StudyEvent Happened) : PaperEvent;

    /// <summary>The study's snapshots are about to be analysed again.</summary>
    /// <param name="Top">With this S.</param>
    /// <param name="Bins">And this R.</param>
    /// <param name="Snapshots">How many snapshots.</param>
    public sealed record Reanalysing(int Top, int Bins, int Snapshots) : PaperEvent;

    /// <summary>A snapshot was analysed again.</summary>
    /// <param name="Snapshot">The snapshot.</param>
    public sealed record Reanalysed(Snapshot Snapshot) : PaperEvent;
}

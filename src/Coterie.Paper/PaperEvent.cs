using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Training.Studies;

namespace Coterie.Paper;

/// <summary>An event of the paper's evaluation while it runs.</summary>
public abstract record PaperEvent
{
    /// <summary>A study begins; it may be finished already.</summary>
    /// <param name="Study">The study.</param>
    /// <param name="Folder">Its run folder.</param>
    public sealed record Begun(Study Study, string Folder) : PaperEvent;

    /// <summary>The study is finished in its folder and is not run again.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="IsCompared">Whether the images are at hand and are those it was made from.</param>
    public sealed record Shown(RunReader Run, bool IsCompared) : PaperEvent;

    /// <summary>A study's images are loaded, and it is about to run.</summary>
    /// <param name="Study">The study.</param>
    /// <param name="Images">The images.</param>
    /// <param name="Folder">Its run folder.</param>
    public sealed record Loaded(Study Study, DataSet Images, string Folder) : PaperEvent;

    /// <summary>An event of the running study.</summary>
    /// <param name="Happened">The event.</param>
    public sealed record Studied(StudyEvent Happened) : PaperEvent;

    /// <summary>The study's snapshots are about to be analysed again.</summary>
    /// <param name="Top">The S of this analysis.</param>
    /// <param name="Bins">The R of this analysis.</param>
    /// <param name="Snapshots">How many snapshots.</param>
    public sealed record Reanalysing(int Top, int Bins, int Snapshots) : PaperEvent;

    /// <summary>A snapshot was analysed again.</summary>
    /// <param name="Snapshot">The snapshot.</param>
    public sealed record Reanalysed(Snapshot Snapshot) : PaperEvent;
}

using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Training.Studies;

namespace Coterie.Paper;

/// <summary>
/// The paper's whole evaluation: runs studies with every seed, analyses their snapshots again with other S and R, and writes the comparison
/// with the paper. Finished work in the folder is not repeated.
/// </summary>
/// <param name="folder">The folder of the evaluation.</param>
/// <param name="load">
/// Loads the images of a study. With false they are only compared with those that the finished study was made from, and it may give null
/// if they are not at hand.
/// </param>
public sealed class PaperEvaluation(string folder, Func<StudySettings, bool, DataSet?> load)
{
    /// <summary>Runs studies, or the rest of them.</summary>
    /// <param name="studies">The studies, each with its seeds.</param>
    /// <param name="progress">Receives events, on this thread.</param>
    /// <param name="cancellation">Stops cleanly; the same call continues where it stopped.</param>
    /// <returns>The comparison of everything that is finished in the folder.</returns>
    /// <exception cref="InputException">A folder holds something else, or the data is not usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Comparison Run(
        IReadOnlyList<SeededStudy> studies, IProgress<PaperEvent>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(studies);
        // Fail before hours of work, not after, if a study cannot be run.
        foreach (Study study in studies.SelectMany(repeated => repeated.Studies)) study.Find(FolderOf(study));
        Comparison? comparison = null;
        foreach (SeededStudy repeated in studies)
        {
            foreach (Study study in repeated.Studies) Run(study, progress, cancellation);
            comparison = Comparison.Of(PaperFolder.Read(folder));
            ComparisonPage.Write(folder, comparison);
        }
        return comparison ?? Comparison.Of(PaperFolder.Read(folder));
    }

    private void Run(Study study, IProgress<PaperEvent>? progress, CancellationToken cancellation)
    {
        string run = FolderOf(study);
        progress?.Report(new PaperEvent.Begun(study, run));
        Reanalysis[] variants = [.. PaperFolder.Variants.Select(variant => PaperFolder.Variant(study, run, variant.Top, variant.Bins))];
        bool isFinished = study.Find(run) is { IsComplete: true };
        bool isNeeded = !isFinished || variants.Any(variant => variant.Finished() is null);
        DataSet? images = load(study.Settings, isNeeded);
        if (study.Find(run, images) is { IsComplete: true } finished)
        {
            progress?.Report(new PaperEvent.Shown(finished, images is not null && finished.Manifest.Identity.Data is not null));
        }
        else
        {
            progress?.Report(new PaperEvent.Loaded(study, images!, run));
            study.Run(
                images!,
                run,
                new Forward<StudyEvent>(happened => progress?.Report(new PaperEvent.Studied(happened))),
                cancellation);
        }
        foreach (((int top, int bins), Reanalysis variant) in PaperFolder.Variants.Zip(variants))
        {
            if (variant.Finished() is not null) continue;
            progress?.Report(new PaperEvent.Reanalysing(top, bins, RunReader.Open(run).Manifest.Snapshots.Count));
            variant.Run(
                images!,
                new Forward<Snapshot>(snapshot => progress?.Report(new PaperEvent.Reanalysed(snapshot))),
                cancellation);
        }
    }

    private string FolderOf(Study study)
    {
        return SeededStudy.FolderOf(PaperFolder.FolderOf(folder, study.Preset), study);
    }

    // Reports on this thread and in order, unlike .NET's Progress.
    private sealed class Forward<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}

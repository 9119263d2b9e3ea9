using Coterie.Paper;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>Shows the progress of the paper's evaluation, study by study.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="context">Where to add bars; null for none.</param>
internal sealed class PaperProgress(Terminal terminal, ProgressContext? context) : IProgress<PaperEvent>
{
    private StudyProgress? study;
    private CountProgress? count;

    /// <summary>The run folder of the current study; empty before the first.</summary>
    public string Folder { get; private set; } = "";

    /// <inheritdoc/>
    public void Report(PaperEvent value)
    {
        switch (value)
        {
            case PaperEvent.Begun begun:
                Folder = begun.Folder;
                terminal.Line($"\n{begun.Study.Preset}, seed {begun.Study.Settings.Seed}");
                break;
            case PaperEvent.Shown shown:
                terminal.Line(shown.IsCompared ? "finished before, from the same data: not run again"
                    : "finished before, and not run again; its data was not compared, as it is not at hand or the run kept no fingerprint");
                break;
            case PaperEvent.Loaded loaded:
                study = new StudyProgress(terminal, context, loaded.Study, loaded.Images, seed: (1, 1));
                break;
            case PaperEvent.Studied studied:
                study?.Report(studied.Happened);
                break;
            case PaperEvent.Reanalysing again:
                terminal.Line($"analysing again with S = {again.Top} and R = {again.Bins}");
                count = new CountProgress(context, again.Snapshots);
                break;
            case PaperEvent.Reanalysed done:
                count?.Report(done.Snapshot);
                break;
        }
    }
}

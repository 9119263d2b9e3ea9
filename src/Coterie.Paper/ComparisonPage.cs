using System.Globalization;
using System.Text;
using Coterie.Data;
using Coterie.Runs;

namespace Coterie.Paper;

/// <summary>Writes a comparison as a Markdown page with its figures, and as JSON.</summary>
public static class ComparisonPage
{
    /// <summary>The page's file name.</summary>
    public const string PageName = "comparison.md";

    /// <summary>The file name of the JSON document.</summary>
    public const string DocumentName = "comparison.json";

    /// <summary>The file name of Figure 1.</summary>
    public const string FigureName = "figure1.svg";

    /// <summary>The file name of the figure of the correlations.</summary>
    public const string CorrelationsName = "correlations.svg";

    /// <summary>Writes the page, the figures and the document; the same comparison always gives the same bytes.</summary>
    /// <param name="folder">The folder to write to; created if it is missing.</param>
    /// <param name="comparison">The comparison.</param>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public static void Write(string folder, Comparison comparison)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be made: {e.Message}", e);
        }
        AtomicFile.Write(Path.Combine(folder, PageName), stream => stream.Write(Encoding.UTF8.GetBytes(Render(comparison))));
        AtomicFile.Write(Path.Combine(folder, FigureName), stream => stream.Write(Figure1.Draw(comparison.Studies)));
        AtomicFile.Write(Path.Combine(folder, CorrelationsName), stream => stream.Write(CorrelationFigure.Draw(comparison.Studies)));
        Json.Write(Path.Combine(folder, DocumentName), comparison, Json.Indented);
    }

    /// <summary>The page.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Render(Comparison comparison)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            # The paper's evaluation, measured again

            Mostafa and Mondal, *On the Evolution of Neuron Communities in a Deep Learning Architecture* (arXiv:2106.04693), with
            S = {comparison.Top} and R = {comparison.Bins}. `{DocumentName}` has every number of this page and more.

            "Ours" is the median over seeds, "range" its least and greatest, and "interval" the bootstrap 95 % interval of the median, which
            one seed does not have. p is two-sided, from turning one series in time against the other, all seeds together: it keeps
            each series' autocorrelation, is never below 1 / snapshots, and says nothing against both merely following training
            time. "Changes" is the correlation of the changes from snapshot to snapshot, from which steady drift is gone, with its own
            p; two curves that rise fast and then level off share even that. Strength is weak below 0.3, strong above 0.7. A figure
            marked ? may have lost its sign in transcription and is left out of every count.


            """);
        VerdictSections.Verdicts(page, comparison);
        StudySection.Studies(page, comparison);
        StudySection.NarrowLayers(page, comparison);
        TableSections.Accuracies(page, comparison);
        page.Append(CultureInfo.InvariantCulture, $"""
            ## Figure 1

            ![Entropy, training and test accuracy over the snapshots, each scaled to 0..1]({FigureName})

            ## Tables 3 to 5 at a glance

            ![Pearson's coefficients with running training accuracy, ours and the paper's]({CorrelationsName})


            """);
        TableSections.Overlaps(page, comparison);
        TableSections.Communities(page, comparison);
        TableSections.Modularity(page, comparison);
        TableSections.Entropy(page, comparison);
        TableSections.ClassEntropy(page, comparison);
        VerdictSections.Variants(page, comparison);
        return page.ToString().TrimEnd('\n') + "\n";
    }
}

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

    /// <summary>The file name of the figure of the formation of communities.</summary>
    public const string FormationName = "formation.svg";

    /// <summary>The file name of the figure of modularity against its null models.</summary>
    public const string NullsName = "nulls.svg";

    /// <summary>The file name of the figure of own and others' coupling.</summary>
    public const string CouplingName = "coupling.svg";

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
        Write(PageName, Encoding.UTF8.GetBytes(Render(comparison)));
        Write(FigureName, Figure1.Draw(comparison.Studies));
        Write(CorrelationsName, CorrelationFigure.Draw(comparison.Studies));
        Write(FormationName, FormationFigure.Draw(comparison.Studies));
        Write(NullsName, NullFigure.Draw(comparison.Studies));
        Write(CouplingName, CouplingFigure.Draw(comparison.Studies));
        Json.Write(Path.Combine(folder, DocumentName), comparison, Json.Indented);

        void Write(string name, byte[] content) => AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(content));
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

            "Ours" is the median over seeds and "range" its least and greatest. "Own" and "others" are the mean correlation of a seed's
            measure with the accuracy of its own run and with those of other seeds' runs; what both have alike is the course of training
            that all runs share, and p, by permuting the seeds, is for the difference. "Given time" is the mean correlation of what a
            smooth course over log(1 + step) leaves of both, own and others again. "Changes" is the correlation of the changes from
            snapshot to snapshot, a description. A figure marked ? may have lost its sign in transcription and is left out of every
            count.


            """);
        ClaimSections.Claims(page, comparison);
        StudySection.Studies(page, comparison);
        StudySection.NarrowLayers(page, comparison);
        TableSections.Accuracies(page, comparison);
        page.Append(CultureInfo.InvariantCulture, $"""
            ## How communities form

            ![Modularity with weighted overlap of each layer, and accuracy, from the untrained network on]({FormationName})

            ## Modularity against its null models

            ![Modularity with weighted overlap beside that of null models, from the untrained network on]({NullsName})

            ## A run's own coupling, and others'

            ![Mean correlation with the accuracy of a run itself and of other runs, given a smooth course of time]({CouplingName})

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
        ClaimSections.Fits(page, comparison);
        return page.ToString().TrimEnd('\n') + "\n";
    }
}

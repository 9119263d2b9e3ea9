using System.Globalization;
using System.Text;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Training;
using Coterie.Training.Studies;

namespace Coterie.Paper;

/// <summary>The section of the page that says what was run, and how it differs from the paper.</summary>
internal static class StudySection
{
    public static void Studies(StringBuilder page, Comparison comparison)
    {
        page.Append("## The studies\n\n");
        Markdown.Table(
            page,
            [
                "study", "seeds", "images", "size", "classes", "hidden layers", "optimizer, learning rate", "dropout", "batch", "epochs",
                "snapshots",
            ],
            comparison.Studies.Where(study => study.Settings is not null).Select(study => Row(study, study.Settings!)));
        string[] notes = [.. comparison.Studies.SelectMany(study => Notes(study).Select(note => $"{study.Study}: {note}"))];
        string[] missing =
        [
            .. PaperFigures.Studies
                .Select(study => study.Study)
                .Except(comparison.Studies.Select(study => study.Study), StringComparer.Ordinal),
        ];
        if (missing.Length > 0) notes = [.. notes, $"Not run: {string.Join(", ", missing)}."];
        foreach (string note in notes) page.Append(CultureInfo.InvariantCulture, $"- {note}\n");
        if (notes.Length > 0) page.Append('\n');
    }

    /// <summary>The layers that are too narrow for S; nothing where there is none.</summary>
    public static void NarrowLayers(StringBuilder page, Comparison comparison)
    {
        (string Study, LayerSaturation Layer)[] saturated =
        [
            .. comparison.Studies.SelectMany(study => study.Saturation
                .Where(layer => layer.Saturated > 0)
                .Select(layer => (study.Study, layer))),
        ];
        if (saturated.Length == 0) return;
        page.Append(CultureInfo.InvariantCulture, $"""
            ## Layers too narrow for S

            Like the paper, every layer has S = {comparison.Top}. In these layers the classes then share so many representatives that the
            pattern graph can hardly tell them apart; their communities and modularities say little.


            """);
        Markdown.Table(
            page,
            ["study", "layer", "neurons", "saturated snapshots", "why"],
            saturated.Select(row => (string[])
            [
                row.Study, row.Layer.Layer, $"{row.Layer.Neurons}", $"{row.Layer.Saturated} of {row.Layer.Snapshots}", row.Layer.Reason!,
            ]));
    }

    private static string[] Row(StudyComparison study, StudyDocument settings)
    {
        DataSummary? images = study.Images;
        Optimizer optimizer = Enum.Parse<Optimizer>(settings.Optimizer, ignoreCase: true);
        return
        [
            study.Study,
            $"{study.Seeds}",
            images is null ? Markdown.None : $"{images.Train} + {images.Test}",
            images is null ? Markdown.None : $"{images.Height}×{images.Width}",
            images is null ? Markdown.None : $"{images.Classes.Count}",
            string.Join(", ", settings.Hidden),
            $"{optimizer}, {settings.LearningRate.ToString("0.##########", CultureInfo.InvariantCulture)}",
            settings.Dropout.ToString(CultureInfo.InvariantCulture),
            $"{settings.Batch}",
            $"{settings.Epochs}",
            $"{settings.Snapshots}",
        ];
    }

    private static IEnumerable<string> Notes(StudyComparison study)
    {
        if (study.Settings is { } settings && study.Theirs is { } theirs)
        {
            string[] differences = [.. Differences(settings, study.Images, theirs)];
            if (differences.Length > 0) yield return $"{string.Join(", ", differences)}.";
        }
        foreach (string warning in study.Images?.Warnings ?? []) yield return $"{warning}.";
        if (Preset.All.FirstOrDefault(preset => preset.Name == study.Study)?.Reason is { } reason) yield return $"{reason}.";
    }

    private static IEnumerable<string> Differences(StudyDocument settings, DataSummary? images, PublishedStudy theirs)
    {
        if (!settings.Hidden.SequenceEqual(theirs.Hidden))
        {
            yield return $"other hidden layers than the paper's {string.Join(", ", theirs.Hidden)}";
        }
        if (settings.Epochs != theirs.Epochs) yield return $"{settings.Epochs} epochs, the paper has {theirs.Epochs}";
        if (settings.Snapshots.Epochs != theirs.Snapshots) yield return $"{settings.Snapshots} snapshots, the paper has {theirs.Snapshots}";
        if (images is null) yield break;
        if (images.Height != theirs.ImageSize)
        {
            yield return $"images of {images.Height}×{images.Width}, the paper has {theirs.ImageSize}×{theirs.ImageSize}";
        }
        if (images.Classes.Count != theirs.Classes) yield return $"{images.Classes.Count} classes, the paper has {theirs.Classes}";
        if (theirs.TrainImages is { } train && images.Train != train)
        {
            yield return $"{images.Train} + {images.Test} images, the paper has {train} + {theirs.TestImages}";
        }
    }
}

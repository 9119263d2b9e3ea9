namespace Coterie.Paper;

/// <summary>A study of the paper.</summary>
/// <param name="Study">The preset that repeats it.</param>
/// <param name="Images">A description of the images.</param>
/// <param name="ImageSize">The height and width of an image.</param>
/// <param name="Hidden">The widths of the hidden layers.</param>
/// <param name="Classes">The classes.</param>
/// <param name="Epochs">The epochs of training.</param>
/// <param name="Snapshots">The snapshots taken.</param>
/// <param name="TrainImages">The training images; null where the transcription does not say.</param>
/// <param name="TestImages">The test images; null where the transcription does not say.</param>
/// <param name="TrainAccuracy">Training accuracy, per cent.</param>
/// <param name="TestAccuracy">Test accuracy, per cent.</param>
public sealed record PublishedStudy(
    string Study,
    string Images,
    int ImageSize,
    IReadOnlyList<int> Hidden,
    int Classes,
    int Epochs,
    int Snapshots,
    int? TrainImages,
    int? TestImages,
    double TrainAccuracy,
    double TestAccuracy);
